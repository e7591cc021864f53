import zipfile

with zipfile.ZipFile("/srv/proxy/example.com/greet/@v/v1.0.0.zip", "w") as archive:
    archive.writestr("example.com/greet@v1.0.0/go.mod", "module example.com/greet\n\ngo 1.19\n")
    archive.writestr("example.com/greet@v1.0.0/greet.go", 'package greet\n\nconst Text = "hello"\n')
