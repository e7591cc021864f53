package Answer;
our $VERSION = "1.00";
require XSLoader;
XSLoader::load("Answer", $VERSION);
1;
