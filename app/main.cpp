#include <QApplication>

#include "engine_library.h"
#include "ui/shell/main_window.h"
#include "ui/widgets/theme.h"

int main(int argc, char** argv) {
  QApplication application(argc, argv);
  QApplication::setOrganizationName("Macadam");
  QApplication::setApplicationName("macadam");
  macadam::Theme::instance().apply(macadam::Appearance::System);
  macadam::MainWindow window(macadam::engineFromModule());
  window.show();
  return QApplication::exec();
}
