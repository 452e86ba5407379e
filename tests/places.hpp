// Where this build's sources and program are.
#pragma once

#include <string>

namespace tiaojie {

std::string source_dir();
std::string program_file();

}  // namespace tiaojie
