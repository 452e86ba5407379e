// A case as a page to read, made from its view, so that what is masked there is masked here.
#pragma once

#include <functional>
#include <string>

#include "api/wire/json_reader.hpp"

namespace tiaojie::cli {

// Names for ids: mediators, elders, organisations; the id itself where there is none.
struct PageNames {
    std::function<std::string(const std::string&)> division{};
    std::function<std::string(const std::string&)> organisation{};
    std::function<std::string(const std::string&)> person{};
};

std::string case_page(const Json& view, const PageNames& names, std::size_t width);

// The table of clocks, and with `explained` every line of their arithmetic.
std::string clocks_text(const Json& deadlines, bool explained, std::size_t width);

}  // namespace tiaojie::cli
