#include "storage/engine/fault.hpp"

#include <SQLiteCpp/Exception.h>
#include <sqlite3.h>

namespace tiaojie::storage {

StoreFault fault_of(const SQLite::Exception& error, const std::string& file) {
    const std::string detail = "：" + file + "（" + error.what() + "）";
    switch (error.getErrorCode() & 0xff) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return {FaultKind::locked, "数据库正被其他程序占用，请稍后再试" + detail};
        case SQLITE_FULL:
            return {FaultKind::full, "磁盘已满，未写入任何内容" + detail};
        case SQLITE_IOERR:
            return {FaultKind::full, "磁盘读写失败或已满，未写入任何内容" + detail};
        case SQLITE_READONLY:
        case SQLITE_PERM:
        case SQLITE_CANTOPEN:
            return {FaultKind::unwritable, "无法打开或写入数据库文件" + detail};
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return {FaultKind::damaged, "数据库文件已损坏" + detail};
        default:
            return {FaultKind::damaged, "数据库出错" + detail};
    }
}

}  // namespace tiaojie::storage
