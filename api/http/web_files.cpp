#include "api/http/web_files.hpp"

#include <algorithm>

namespace tiaojie::http {

const WebFile* find_web_file(std::string_view path) {
    const auto all = web_files();
    const auto found = std::lower_bound(
        all.begin(), all.end(), path, [](const WebFile& each, std::string_view wanted) { return each.path < wanted; });
    return found == all.end() || found->path != path ? nullptr : &*found;
}

}  // namespace tiaojie::http
