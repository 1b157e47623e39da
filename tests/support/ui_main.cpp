#include "ui/widgets/theme.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QStandardPaths>
#include <QtGlobal>

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
  QStandardPaths::setTestModeEnabled(true);
  QApplication application(argc, argv);
  QApplication::setOrganizationName("Macadam");
  QApplication::setApplicationName("macadam-tests");
  macadam::Theme::instance().apply(macadam::Appearance::Light);
  return RUN_ALL_TESTS();
}
