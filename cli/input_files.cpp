#include "cli/input_files.hpp"

#include <algorithm>

#include "api/tasks/data_files.hpp"

namespace tiaojie::cli {

namespace fs = std::filesystem;

Refusal file_missing(const fs::path& file, std::string_view field) {
    return {"file_missing", std::string{field}, "找不到或无法读取文件：" + file.string()};
}

Result<std::string> read_input(const fs::path& file, std::string_view field) {
    auto text = tasks::read_file(file);
    if (!text) return file_missing(file, field);
    return *std::move(text);
}

std::vector<fs::path> data_files(std::string_view folder, std::string_view extension) {
    std::vector<fs::path> out;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator{tasks::data_dir() / folder, error})
        if (entry.path().extension() == extension) out.push_back(entry.path());
    std::sort(out.begin(), out.end());
    return out;
}

}  // namespace tiaojie::cli
