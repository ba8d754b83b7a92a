"""The list of charges of one body 收费目录清单: its life, its rows as prices, its versions."""
