// The web app's files, built by npm and embedded in the program (see script/build-web and script/embed-web.mjs).
#pragma once

#include <span>
#include <string_view>

namespace tiaojie::http {

struct WebFile {
    std::string_view path{};  // "/assets/index-1a2b3c.js"
    std::string_view content_type{};
    std::string_view tag{};  // an ETag with its quotes: of the content
    std::string_view plain{};
    // The same, packed; empty where that is not worth it.
    std::string_view gzip{};
    std::string_view brotli{};
};

// Sorted by path; empty in a program that was built without the web app.
std::span<const WebFile> web_files();

// The digest of the style that stands within the page itself, as a Content-Security-Policy names it; empty: none does.
std::string_view own_style();

// Nothing when there is none of that path.
const WebFile* find_web_file(std::string_view path);

}  // namespace tiaojie::http
