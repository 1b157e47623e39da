#include "ui/shell/main_window.h"

namespace macadam {

MainWindow::MainWindow(EngineAccess engine, QWidget* parent) : QMainWindow(parent), controller_(std::move(engine)) {}

}  // namespace macadam
