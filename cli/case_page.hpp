// A case as a page for people. It is made from the JSON view, so that what is masked there is masked here too.
#pragma once

#include <functional>
#include <string>

#include "api/wire/json_reader.hpp"

namespace tiaojie::cli {

// The names of divisions, organisations and persons; the id itself where there is no name.
struct PageNames {
    std::function<std::string(const std::string&)> division{};
    std::function<std::string(const std::string&)> organisation{};
    std::function<std::string(const std::string&)> person{};
};

std::string case_page(const Json& view, const PageNames& names, std::size_t width);

// The table of clocks; with `explained` also how each was computed.
std::string clocks_text(const Json& deadlines, bool explained, std::size_t width);

}  // namespace tiaojie::cli
