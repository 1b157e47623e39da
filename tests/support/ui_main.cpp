#include "support/temporary_folder.h"
#include "ui/widgets/theme.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QtGlobal>

namespace {

/// Settings, application data and trash are in the home folder, and tests run beside each other: each process has its
/// own, and nobody's own is touched.
void moveInto(const macadam::TemporaryFolder& home) {
  for (const char* place : {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"}) qunsetenv(place);
  qputenv("HOME", QByteArray::fromStdString(home.path().string()));
  std::filesystem::create_directories(home / ".local" / "share");
}

}  // namespace

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  const macadam::TemporaryFolder home;
  moveInto(home);
  if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
  QApplication application(argc, argv);
  QApplication::setOrganizationName("Macadam");
  QApplication::setApplicationName("macadam-tests");
  macadam::Theme::instance().apply(macadam::Appearance::Light);
  return RUN_ALL_TESTS();
}
