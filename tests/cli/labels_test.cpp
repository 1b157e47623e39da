#include "support/picture_files.h"
#include "support/program.h"
#include "support/temporary_folder.h"
#include "support/text_file.h"

#include <gtest/gtest.h>

namespace macadam {
namespace {

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// A project of two pictures, one of them with a mask that was edited in it.
void makeProject(const TemporaryFolder& folder) {
  for (const char* name : {"a.png", "b.png"}) {
    writeImage(folder / "tiles/images" / name);
    writeRoadMask(folder / "tiles/masks" / name, 8);
  }
  writeRoadMask(folder / "work/labels/images/a.png.png", 16);
  appendText(folder / "work/project.toml", "[data]\npath = \"../tiles\"\n");
}

TEST(Labels, OfAProjectAreExportedAsADataSet) {
  const TemporaryFolder folder;
  makeProject(folder);
  const ProgramResult result = runProgram(folder.path(), {"labels", "export", "work", "out", "--with-pictures"});
  EXPECT_EQ(result.exitCode, 0) << result.output << result.errors;
  EXPECT_EQ(result.output, "wrote 2 masks, 1 of them drawn on in the project, to out\n");
  const ProgramResult check = runProgram(folder.path(), {"data", "check", "out"});
  EXPECT_EQ(check.exitCode, 0) << check.output << check.errors;
  EXPECT_TRUE(contains(check.output, "37.50 % of all mask pixels")) << check.output;
}

TEST(Labels, WithoutThePicturesItIsSaidWhereTheyGo) {
  const TemporaryFolder folder;
  makeProject(folder);
  const ProgramResult result = runProgram(folder.path(), {"labels", "export", "work", "out"});
  EXPECT_EQ(result.exitCode, 0) << result.errors;
  EXPECT_TRUE(contains(result.output, "the lists name the pictures as images/…")) << result.output;
  EXPECT_EQ(readText(folder / "out/labeled.txt"), "images/a.png masks/a.png\nimages/b.png masks/b.png\n");
}

TEST(Labels, AFolderThatHoldsSomethingIsRefused) {
  const TemporaryFolder folder;
  makeProject(folder);
  const ProgramResult result = runProgram(folder.path(), {"labels", "export", "work", "tiles"});
  EXPECT_EQ(result.exitCode, 1);
  EXPECT_TRUE(contains(result.errors, "tiles exists already and is not empty")) << result.errors;
}

TEST(Labels, OfAFolderThatIsNoProjectAreRefusedWithWhatToDo) {
  const TemporaryFolder folder;
  makeProject(folder);
  const ProgramResult other = runProgram(folder.path(), {"labels", "export", "tiles", "out"});
  EXPECT_EQ(other.exitCode, 1);
  EXPECT_TRUE(
      contains(other.errors, "tiles is no project: there is no project.toml in it; name the folder of a project"))
      << other.errors;
  const ProgramResult gone = runProgram(folder.path(), {"labels", "export", "gone", "out"});
  EXPECT_EQ(gone.exitCode, 1);
  EXPECT_TRUE(contains(gone.errors, "gone does not exist; name the folder of a project")) << gone.errors;
}

}  // namespace
}  // namespace macadam
