// What the test's world holds beside the demo year.
#pragma once

#include <string>

namespace tiaojie::test {

std::string divisions_of_the_world();  // the file of divisions: both towns
std::string lines_of_the_world();      // commands, after those of the demo

}  // namespace tiaojie::test
