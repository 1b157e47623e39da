#include "image/side_metadata.h"

#include "base/input_file.h"
#include "image/gdal_session.h"

#include <cpl_conv.h>
#include <cpl_minixml.h>
#include <memory>
#include <string_view>

namespace macadam {
namespace {

struct DestroyXml {
  void operator()(CPLXMLNode* root) const { CPLDestroyXMLNode(root); }
};
using XmlTree = std::unique_ptr<CPLXMLNode, DestroyXml>;

struct FreeText {
  void operator()(char* text) const { CPLFree(text); }
};

std::string_view nameOf(const CPLXMLNode& node) {
  return node.eType == CXT_Element ? node.pszValue : "";
}

bool isEmpty(const CPLXMLNode& node) {
  for (const CPLXMLNode* child = node.psChild; child != nullptr; child = child->psNext) {
    if (child->eType != CXT_Attribute) return false;
  }
  return true;
}

bool changesNoPixel(const CPLXMLNode& node) {
  const std::string_view name = nameOf(node);
  if (name == "MDI") return std::string_view(CPLGetXMLValue(&node, "key", "")).starts_with("STATISTICS_");
  if (name == "Metadata" || name == "PAMRasterBand") return isEmpty(node);
  return name == "Histograms" || name == "Description" || node.eType == CXT_Comment;
}

void removeWhatChangesNoPixel(CPLXMLNode* node) {
  for (CPLXMLNode *child = node->psChild, *next = nullptr; child != nullptr; child = next) {
    next = child->psNext;
    removeWhatChangesNoPixel(child);
    if (changesNoPixel(*child) && CPLRemoveXMLChild(node, child)) CPLDestroyXMLNode(child);
  }
}

}  // namespace

std::string metadataIn(const std::filesystem::path& file) {
  const InputFile input(file);
  const std::string text = input.text(input.whole());
  const GdalSession session;
  const XmlTree tree(CPLParseXMLString(text.c_str()));
  CPLXMLNode* root = CPLGetXMLNode(tree.get(), "=PAMDataset");
  if (root == nullptr) return text;
  removeWhatChangesNoPixel(root);
  if (isEmpty(*root)) return {};
  const std::unique_ptr<char, FreeText> rest(CPLSerializeXMLTree(root));
  return rest.get();
}

}  // namespace macadam
