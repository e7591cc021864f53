#include <string>

std::string hour() {
    return std::to_string(12);
}
