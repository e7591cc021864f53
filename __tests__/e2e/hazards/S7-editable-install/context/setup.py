from setuptools import Extension, setup

setup(name="answer", version="1.0", py_modules=["main"], ext_modules=[Extension("answer", ["answer.c"])])
