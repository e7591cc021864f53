#include <boost/program_options.hpp>
#include <iostream>

namespace po = boost::program_options;

int main(int argc, char **argv) {
  po::options_description options("options");
  options.add_options()("rate", po::value<int>()->default_value(44100), "samples a second");
  po::variables_map values;
  po::store(po::parse_command_line(argc, argv, options), values);
  std::cout << values["rate"].as<int>() << std::endl;
}
