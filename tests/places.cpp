#include "tests/places.hpp"

namespace tiaojie {

std::string source_dir() { return TIAOJIE_SOURCE_DIR; }
std::string program_file() { return TIAOJIE_BINARY; }

}  // namespace tiaojie
