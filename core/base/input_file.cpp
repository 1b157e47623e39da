#include "base/input_file.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace macadam {

InputFile::InputFile(std::filesystem::path path) : path_(std::move(path)) {
  descriptor_ = ::open(path_.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor_ < 0) {
    throw refused(std::string("cannot be read (") + std::strerror(errno) + ")",
                  errno == EACCES ? "check its permissions" : "check the path");
  }
  struct stat status {};
  if (::fstat(descriptor_, &status) != 0 || !S_ISREG(status.st_mode)) {
    ::close(descriptor_);
    throw refused("is not a file", "name a file instead");
  }
  size_ = static_cast<std::uint64_t>(status.st_size);
}

InputFile::~InputFile() {
  ::close(descriptor_);
}

void InputFile::read(std::uint64_t offset, void* bytes, std::size_t count) const {
  if (!contains({offset, count})) throw damaged("ends too early");
  char* position = static_cast<char*>(bytes);
  while (count > 0) {
    const ssize_t got = ::pread(descriptor_, position, count, static_cast<off_t>(offset));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) throw refused(std::string("cannot be read (") + std::strerror(errno) + ")", "check the disk");
    if (got == 0) throw damaged("became shorter while it was read");
    position += got;
    offset += static_cast<std::uint64_t>(got);
    count -= static_cast<std::size_t>(got);
  }
}

std::string InputFile::text(ByteRange range) const {
  if (!contains(range)) throw damaged("ends too early");
  std::string text(range.size, '\0');
  read(range.offset, text.data(), text.size());
  return text;
}

Error InputFile::damaged(std::string what) const {
  return refused(std::move(what), "it is damaged: copy, download or export it again");
}

Error InputFile::refused(std::string what, std::string remedy) const {
  return Error(path_.string(), std::move(what), std::move(remedy));
}

}  // namespace macadam
