#include "cli/spool.hpp"

#include <array>
#include <stdexcept>

#include "cli/output.hpp"

namespace tiaojie::cli {
namespace {
constexpr std::size_t most_in_memory = 4 * 1024 * 1024;
}

void Spool::add(std::string_view text) {
    memory_ += text;
    if (memory_.size() > most_in_memory) spill();
}

void Spool::spill() {
    if (!file_) file_.reset(std::tmpfile());
    if (!file_ || std::fwrite(memory_.data(), 1, memory_.size(), file_.get()) != memory_.size())
        throw std::runtime_error{"无法写入临时文件"};
    memory_.clear();
}

void Spool::print() {
    if (file_) {
        std::rewind(file_.get());
        std::array<char, 65536> buffer{};
        for (std::size_t n = 0; (n = std::fread(buffer.data(), 1, buffer.size(), file_.get())) > 0;)
            cli::print({buffer.data(), n});
    }
    cli::print(memory_);
}

void Spool::clear() {
    memory_.clear();
    file_.reset();
}

void ListSpool::add(std::string_view entry) {
    if (!spool_.empty()) spool_.add(",");
    spool_.add(entry);
}

void ListSpool::print() {
    cli::print("[");
    spool_.print();
    cli::print("]");
}

void ListSpool::clear() { spool_.clear(); }

}  // namespace tiaojie::cli
