"""An engine is installed whole or not at all, from exactly the files that its recipe names."""

from hashlib import sha256

import pytest

from shared.local.problem import LocalProblem
from shared.local.real.installed import Recipe, installed

MAVEN = """#!/bin/sh
for each; do case $each in -DoutputDirectory=*) into=${each#*=};; esac; done
mkdir -p "$into"
printf '%s' "JAR" > "$into/engine-1.jar"
"""


@pytest.fixture
def maven(tmp_path, monkeypatch):
    """Put a program in the place of Maven that brings one file without asking anybody."""
    program = tmp_path / "bin" / "mvn"
    program.parent.mkdir()
    program.write_text(MAVEN)
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent), prepend=":")
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    return program


@pytest.fixture
def recipe(tmp_path) -> Recipe:
    folder = tmp_path / "recipe"
    folder.mkdir()
    (folder / "pom.xml").write_text("<project/>")
    name_the_jar(folder, "JAR")
    return a_recipe(folder, lambda home: (home / "built").touch())


def a_recipe(folder, build) -> Recipe:
    return Recipe(name="engine", version="1", folder=folder, build=build)


def name_the_jar(folder, content: str) -> None:
    total = sha256(content.encode()).hexdigest()
    (folder / "jars.sha256").write_text(f"{total}  engine-1.jar\n")


def test_what_is_installed_is_found_again_without_maven(maven, recipe, tmp_path):
    home = installed(recipe, tmp_path / "engines")
    assert (home / "lib" / "engine-1.jar").read_text() == "JAR"
    assert (home / "built").exists()
    maven.unlink()
    assert installed(recipe, tmp_path / "engines") == home


def test_a_build_that_was_cut_short_is_begun_again(maven, recipe, tmp_path):
    engines = tmp_path / "engines"

    def cut_short(home) -> None:
        (home / "half").touch()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        installed(a_recipe(recipe.folder, cut_short), engines)
    assert list(engines.glob("engine-*")) == []
    home = installed(recipe, engines)
    assert not (home / "half").exists()
    assert list(engines.glob(".unfinished-*")) == []


def test_another_file_than_the_recipe_names_is_refused(maven, recipe, tmp_path):
    name_the_jar(recipe.folder, "another")
    with pytest.raises(LocalProblem, match=r"other files of engine .*: engine-1\.jar"):
        installed(recipe, tmp_path / "engines")
    assert list((tmp_path / "engines").glob("engine-*")) == []


def test_a_changed_recipe_is_built_beside_the_one_before(maven, recipe, tmp_path):
    first = installed(recipe, tmp_path / "engines")
    (recipe.folder / "pom.xml").write_text("<project></project>")
    assert installed(recipe, tmp_path / "engines") != first


def test_a_failing_step_is_told_with_the_end_of_what_it_said(maven, recipe, tmp_path):
    maven.write_text("#!/bin/sh\necho no such thing; exit 3\n")
    with pytest.raises(LocalProblem, match="code 3:\nno such thing"):
        installed(recipe, tmp_path / "engines")


def test_without_maven_the_reader_is_told_how_to_get_it(recipe, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(LocalProblem, match="apt-get install maven"):
        installed(recipe, tmp_path / "engines")
