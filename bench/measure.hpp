// Stopwatch, medians and the table that a benchmark prints.
#pragma once

#include <algorithm>
#include <chrono>
#include <fstream>
#include <iomanip>
#include <ostream>
#include <sstream>
#include <string>
#include <vector>

namespace tiaojie::bench {

class Stopwatch {
public:
    double seconds() const { return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count(); }

private:
    std::chrono::steady_clock::time_point start_{std::chrono::steady_clock::now()};
};

inline double median(std::vector<double> values) {
    if (values.empty()) return 0;
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

// The median time of one call in milliseconds, after one call that does not count.
template <class Function>
double median_ms(int times, Function&& f) {
    f();
    std::vector<double> all;
    for (int i = 0; i < times; ++i) {
        const Stopwatch watch;
        f();
        all.push_back(watch.seconds() * 1000);
    }
    return median(std::move(all));
}

// Resident memory of this process (Linux).
inline long memory_kib() {
    std::ifstream status{"/proc/self/status"};
    std::string word;
    while (status >> word)
        if (word == "VmRSS:") {
            long kib = 0;
            status >> kib;
            return kib;
        }
    return 0;
}

class Table {
public:
    // Rates: more is better; `least` of the limit's rate is promised.
    void rate(const std::string& what, double ours, const std::string& limit, double theirs, double least) {
        add(what, number(ours) + "/s", limit, number(theirs) + "/s", ours / theirs, "≥ " + number(least),
            ours >= least * theirs);
    }
    // Beside another measurement that promises nothing.
    void compare(const std::string& what, double ours, const std::string& other, double theirs) {
        rows_.push_back("| " + what + " | " + number(ours) + "/s | " + other + " | " + number(theirs) + "/s | " +
                        number(ours / theirs) + " | – | – |");
    }
    // Times: less is better; at most `most` times the limit's.
    void ratio(const std::string& what, double ours_ms, const std::string& limit, double theirs_ms, double most) {
        add(what, number(ours_ms) + " ms", limit, number(theirs_ms) + " ms", ours_ms / theirs_ms, "≤ " + number(most),
            ours_ms <= most * theirs_ms);
    }
    void time(const std::string& what, double ms, double most_ms) {
        rows_.push_back("| " + what + " | " + number(ms) + " ms | – | – | – | ≤ " + number(most_ms) + " ms | " +
                        verdict(ms <= most_ms) + " |");
    }
    // Anything else of which there must not be more than so much.
    void most(const std::string& what, double value, double limit, const std::string& unit) {
        rows_.push_back("| " + what + " | " + number(value) + " " + unit + " | – | – | – | ≤ " + number(limit) + " " +
                        unit + " | " + verdict(value <= limit) + " |");
    }
    void note(const std::string& what, double value) {
        rows_.push_back("| " + what + " | " + number(value) + " | – | – | – | – | – |");
    }
    void print(std::ostream& out) const {
        out << "| what | measured | limit | limit measured | ratio | promised | holds "
               "|\n|---|---|---|---|---|---|---|\n";
        for (const auto& row : rows_) out << row << "\n";
    }
    bool all_hold() const { return holds_; }

private:
    static std::string number(double value) {
        std::ostringstream out;
        out << std::setprecision(value >= 100 ? 0 : 3) << (value >= 100 ? std::fixed : std::defaultfloat) << value;
        return out.str();
    }
    std::string verdict(bool holds) {
        holds_ = holds_ && holds;
        return holds ? "yes" : "NO";
    }
    void add(const std::string& what, const std::string& ours, const std::string& limit, const std::string& theirs,
             double quotient, const std::string& promised, bool holds) {
        rows_.push_back("| " + what + " | " + ours + " | " + limit + " | " + theirs + " | " + number(quotient) + " | " +
                        promised + " | " + verdict(holds) + " |");
    }

    std::vector<std::string> rows_{};
    bool holds_{true};
};

}  // namespace tiaojie::bench
