// Runs the real program on a store of its own, in a folder that goes away with the test.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "api/wire/json_reader.hpp"

namespace tiaojie::test {

struct Outcome {
    int status{};  // 128 + n: ended by signal n
    std::string out{};
    std::string err{};

    Json json() const;  // the one document on standard output; fails the test when there is none
};

class Program {
public:
    Program();
    ~Program();
    Program(const Program&) = delete;
    Program& operator=(const Program&) = delete;

    // `input` is given as standard input. --db is put behind the words.
    Outcome run(std::vector<std::string> words, const std::string& input = {}) const;
    Outcome json(std::vector<std::string> words, const std::string& input = {}) const;

    // Starts the program and kills it after so many milliseconds (SIGKILL).
    void run_and_kill(std::vector<std::string> words, int after_ms) const;

    std::filesystem::path file(const std::string& name, const std::string& text) const;
    std::filesystem::path folder() const { return folder_; }
    std::filesystem::path db() const { return folder_ / "t.db"; }

private:
    std::filesystem::path folder_;
};

// Members by a path: "figures.0.value"; null where there is none.
const Json& at(const Json& json, const std::string& path);

}  // namespace tiaojie::test
