// Frozen editions of the annual report: kept whole, never changed, chained by their own digest.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "storage/journal/store.hpp"

namespace tiaojie::storage {

struct Edition {
    std::string id{};  // 2021-1
    int year{};
    int number{};          // of the year, whatever division it speaks of
    std::string frozen{};  // when, RFC 3339
    std::string body{};    // JSON: text, figures, cut-off, versions, journal hash, template
};

// The body is stored as given. Its number follows the year's last one.
Edition write_edition(Store& store, int year, const std::string& frozen,
                      const std::string& body);  // needs a transaction
Edition freeze(Store& store, int year, const std::string& frozen, const std::string& body);
std::vector<Edition> editions(Store& store);
std::optional<Edition> find_edition(Store& store, const std::string& id);
// The edition whose stored digest does not fit its content, if any.
std::optional<std::string> damaged_edition(Store& store);

// Whether the editions are as many and the same as when the last one was frozen, by a seal that needs the key. A store
// whose last edition was frozen before there was such a seal counts as sealed.
bool are_editions_sealed(Store& store);

// The hash of the journal at a position.
std::string hash_at(Store& store, std::int64_t position);

}  // namespace tiaojie::storage
