import pathlib

folder = pathlib.Path.home() / ".cache/models"
folder.mkdir(parents=True)
(folder / "answer").write_text("42\n")
