#include <ruby.h>

static VALUE answer(VALUE self) {
    return INT2NUM(6 * 7);
}

void Init_answer(void) {
    rb_define_global_function("answer", answer, 0);
}
