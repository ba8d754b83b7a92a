"""The images, built and run; `make images-test` builds them and says which."""
