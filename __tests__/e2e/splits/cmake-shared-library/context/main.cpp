#include <iostream>
#include <string>

std::string hour();

int main() {
    std::cout << hour() << " o'clock" << std::endl;
}
