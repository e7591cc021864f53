#include <Python.h>

static PyObject *answer(PyObject *self, PyObject *arguments) {
    return PyLong_FromLong(6 * 7);
}

static PyMethodDef methods[] = {{"answer", answer, METH_NOARGS, ""}, {NULL, NULL, 0, NULL}};
static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "answer", "", -1, methods};

PyMODINIT_FUNC PyInit_answer(void) {
    return PyModule_Create(&module);
}
