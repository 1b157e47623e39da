#include "ui/data/data_page.h"

namespace macadam {

DataPage::DataPage(Jobs&, QWidget* parent) : Page(parent) {}

void DataPage::setDocument(ProjectDocument*) {}

}  // namespace macadam
