#include "api/tasks/data_files.hpp"

#include <cstdlib>
#include <fstream>
#include <iterator>

namespace tiaojie::tasks {

std::string_view program_version() { return TIAOJIE_VERSION; }

std::filesystem::path data_dir() {
    namespace fs = std::filesystem;
    if (const char* given = std::getenv("TIAOJIE_DATA"); given != nullptr && *given != '\0') return given;
    std::error_code error;
    const auto binary = fs::read_symlink("/proc/self/exe", error);
    if (!error) {
        const auto installed = binary.parent_path().parent_path() / "share" / "tiaojie";
        if (fs::is_directory(installed / "divisions", error)) return installed;
    }
    return TIAOJIE_DATA_DIR;
}

std::filesystem::path report_template_file() { return data_dir() / "templates" / "annual_report.mustache"; }

std::optional<std::string> read_file(const std::filesystem::path& file) {
    std::error_code error;
    if (std::filesystem::is_directory(file, error)) return std::nullopt;
    std::ifstream in{file, std::ios::binary};
    if (!in) return std::nullopt;
    std::string text{std::istreambuf_iterator<char>{in}, {}};
    if (in.bad()) return std::nullopt;
    return text;
}

}  // namespace tiaojie::tasks
