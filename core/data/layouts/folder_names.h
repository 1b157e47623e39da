#pragma once

#include "data/dataset.h"

#include <string>
#include <string_view>

namespace macadam {

/// What a name says about pictures.
enum class NameContent {
  Unsaid,
  Images,
  Masks,
  Aside,  ///< Pictures for the eye, which are neither: overlays, coloured labels.
};

/// What the words in a folder's name say: `train_images`, `ann_dir`, `leftImg8bit`, `Labels 512`.
struct FolderWords {
  NameContent content = NameContent::Unsaid;
  Origin origin = Origin::Unassigned;
  std::string rest;  ///< What is left of the name, in small letters: it tells `images_512` from `images_1024`.
  int rank = 0;      ///< Of two names of the same content, the smaller one is the more usual.
};

FolderWords wordsOf(std::string_view folderName);

/// What the stem of a picture file says by a word at its end or beginning: `17_mask`, `label-17`, `17_sat`.
struct FileWords {
  NameContent content = NameContent::Unsaid;
  std::string rest;  ///< In small letters, without that word; equal for an image and its mask.
  int rank = 0;
};

FileWords fileWordsOf(std::string_view stem);

/// `train`, `val`, `valid`, `validation`, `test`, `labelled` … say where samples belong; anything else is Unassigned.
Origin originOf(std::string_view name);

/// ASCII letters alone: other alphabets are compared as they are.
std::string lowerCase(std::string_view text);

}  // namespace macadam
