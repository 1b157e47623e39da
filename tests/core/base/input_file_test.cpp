#include "base/input_file.h"

#include "base/byte_cursor.h"
#include "support/damage.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

namespace macadam {

TEST(InputFile, ReadsAnyPart) {
  const TemporaryFolder folder;
  writeBytes(folder / "a", "0123456789");
  const InputFile file(folder / "a");
  EXPECT_EQ(file.size(), 10u);
  EXPECT_EQ(file.text({3, 4}), "3456");
  EXPECT_EQ(file.text({10, 0}), "");
}

TEST(InputFile, RefusesToReadPastItsEnd) {
  const TemporaryFolder folder;
  writeBytes(folder / "a", "0123456789");
  const InputFile file(folder / "a");
  EXPECT_NE(errorOf([&] { file.text({7, 4}); }).find("ends too early"), std::string::npos);
  EXPECT_NE(errorOf([&] { file.text({2, ~std::uint64_t{0}}); }), "");
}

TEST(InputFile, NamesAMissingFileAndAFolder) {
  const TemporaryFolder folder;
  EXPECT_EQ(errorOf([&] { InputFile{folder / "none"}; }),
            (folder / "none").string() + " cannot be read (No such file or directory); check the path");
  EXPECT_EQ(errorOf([&] { InputFile{folder.path()}; }), folder.path().string() + " is not a file; name a file instead");
}

TEST(ByteCursor, ReadsNumbersTextsAndLinesInTurn) {
  const TemporaryFolder folder;
  writeBytes(folder / "a", std::string("..\x01\x02\x03\x04one\ntwo...", 16));
  const InputFile file(folder / "a");
  ByteCursor cursor(file, {2, 11});
  EXPECT_EQ(cursor.number<std::uint16_t>(), 0x0201);
  cursor.skip(1);
  EXPECT_EQ(cursor.byte(), 4);
  EXPECT_EQ(cursor.line(), "one");
  EXPECT_EQ(cursor.position(), 10u);
  EXPECT_EQ(cursor.text(3), "two");
  EXPECT_EQ(cursor.remaining(), 0u);
}

TEST(ByteCursor, StopsAtTheEndOfItsPart) {
  const TemporaryFolder folder;
  writeBytes(folder / "a", "0123456789");
  const InputFile file(folder / "a");
  ByteCursor cursor(file, {2, 3});
  EXPECT_NE(errorOf([&] { cursor.number<std::uint32_t>(); }), "");
  EXPECT_NE(errorOf([&] { cursor.line(); }), "");
}

TEST(ByteCursor, CrossesItsBufferWithoutASeam) {
  const TemporaryFolder folder;
  std::string bytes(200'000, 'a');
  bytes.replace(65'534, 4, "wxyz");
  writeBytes(folder / "a", bytes);
  const InputFile file(folder / "a");
  ByteCursor cursor(file, file.whole());
  EXPECT_EQ(cursor.text(65'534).back(), 'a');
  EXPECT_EQ(cursor.number<std::uint32_t>(), 0x7a797877u);
  EXPECT_EQ(cursor.text(cursor.remaining()).size(), 200'000u - 65'538u);
}

}  // namespace macadam
