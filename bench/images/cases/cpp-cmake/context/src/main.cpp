#include <iostream>
#include "database.hpp"

int main(int count, char** words) {
  if (count != 2) {
    std::cerr << "usage: notebook FILE\n";
    return 2;
  }
  Database database(words[1]);
  for (std::string line; std::getline(std::cin, line);) database.add(line);
  for (const auto& note : database.all()) std::cout << "- " << note << '\n';
}
