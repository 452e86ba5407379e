// A text that may grow too large for memory: it is kept in memory while it is short, then in a temporary file.
#pragma once

#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

namespace tiaojie::cli {

class Spool {
public:
    void add(std::string_view text);
    void print();  // all of it, to standard output, in order
    void clear();
    bool empty() const { return memory_.empty() && !file_; }

private:
    struct Close {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };
    void spill();

    std::string memory_{};
    std::unique_ptr<std::FILE, Close> file_{};
};

// The entries of a JSON list, one after another.
class ListSpool {
public:
    void add(std::string_view entry);
    void print();  // with its brackets
    void clear();
    bool empty() const { return spool_.empty(); }

private:
    Spool spool_{};
};

}  // namespace tiaojie::cli
