// Reads of case content on their way to the audit journal: gathered and written in groups, so that reading does not
// wait for the disk. What changes something, or opens personal data, is not left to this: it is written with the
// change.
#pragma once

#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "api/service/writer.hpp"
#include "storage/access/audit.hpp"

namespace tiaojie::service {

class AuditTrail {
public:
    explicit AuditTrail(Writer& writer) : writer_(writer) {}

    // The same account reading the same thing again within five minutes counts as one reading.
    void read(storage::AuditEntry entry, std::int64_t now_seconds);
    // Hands over what has been gathered; called several times a second and at the end.
    void flush();

private:
    Writer& writer_;
    std::mutex mutex_{};
    std::vector<storage::AuditEntry> waiting_{};
    std::unordered_map<std::string, std::int64_t> lately_{};
};

}  // namespace tiaojie::service
