#include "ui/train/train_page.h"

namespace macadam {

TrainPage::TrainPage(Jobs&, EngineAccess, RunController&, QWidget* parent) : Page(parent) {}

void TrainPage::setDocument(ProjectDocument*) {}

}  // namespace macadam
