#!/usr/bin/python3
"""Writes tests/golden/networks_of_others.pt: what independent implementations of our encoders and decoders compute.

  UNet           segmentation_models.pytorch, over its VGG, mix transformer, EfficientNet-Lite and ResNet
  SegFormer      transformers, whole; over ResNet-18 the head is written here
  PSPNet         written here from the paper, over torchvision's dilated ResNet-50, its ResNet-18 and timm's EfficientNet-Lite
  DeepLabV3+     the peer's, over timm's EfficientNet-Lite at output stride 16

As in make_golden.py no weights are stored: each tensor is filled from a counter-based generator keyed by its name in our
network, which the tables here find for theirs. Of the logits every fourth row and column is stored, of the features the
mean of each channel.

Last run with torch 2.15.0, torchvision 0.29.2, timm 1.0.31, segmentation-models-pytorch 0.6.0, transformers 5.24.0.
"""
import re

import segmentation_models_pytorch as smp
import timm
import torch
import torch.nn.functional as F
import torchvision
from torch import nn
from transformers import SegformerConfig, SegformerForSemanticSegmentation

import peer
from make_golden import GOLDEN, counted, weight


def renamed(name, rules):
    """Our name for theirs, `None` for what our network has not, by the first of `rules` (pattern, replacement) that matches."""
    for pattern, ours in rules:
        if re.match(pattern, name):
            return None if ours is None else re.sub(pattern, ours, name)
    return name


def fill(net, prefix, rules):
    """Fills a network from our names and tells how many of its parameters are ours too."""
    shared, parameters = 0, dict(net.named_parameters())
    with torch.no_grad():
        for name, t in net.state_dict().items():
            ours = renamed(name, rules)
            if name.endswith("num_batches_tracked"):
                continue
            if ours is None:
                t.zero_()
                continue
            shared += t.numel() if name in parameters else 0
            half = re.search(r"#([01])$", ours)  # ours is keys above values
            if half:
                both = weight(prefix, ours[:-2], (2 * t.shape[0],) + t.shape[1:])
                t.copy_(both.chunk(2)[int(half.group(1))])
            else:
                t.copy_(weight(prefix, ours, t.shape))
    return shared


def vgg_rules():
    """torchvision's places in one sequence: three a layer, one for the pooling behind a stage."""
    rules, place = [], 0
    for stage, layers in enumerate([2, 2, 3, 3, 3]):
        for layer in range(layers):
            rules.append((rf"^encoder\.features\.{place}\.bias", None))
            rules.append((rf"^encoder\.features\.{place}\.", rf"encoder.{stage}.{layer}.0."))
            rules.append((rf"^encoder\.features\.{place + 1}\.", rf"encoder.{stage}.{layer}.1."))
            place += 3
        place += 1
    return rules


UNET = [(r"^encoder\.(conv_head|bn2)\.", None), (r"^decoder\.blocks\.", "blocks."), (r"^segmentation_head\.0\.", "head.")]


def segformer_rules():
    """transformers counts stages from 0, keeps keys and values apart and has a name of its own for most layers."""
    rules = [(r"^decode_head\.linear_projections\.(\d)\.proj\.", r"linear.\1."), (r"^decode_head\.linear_fuse\.", "fuse.0."),
             (r"^decode_head\.batch_norm\.", "fuse.1."), (r"^decode_head\.classifier\.", "head.")]
    for stage in range(4):
        theirs, n = rf"^segformer\.stages\.{stage}\.", stage + 1
        block, ours = theirs + r"blocks\.(\d+)\.", rf"encoder.block{n}.\1."
        rules += [
            (theirs + r"patch_embeddings\.layer_norm\.", f"encoder.patch_embed{n}.norm."),
            (theirs + r"patch_embeddings\.", f"encoder.patch_embed{n}."),
            (theirs + r"layer_norm\.", f"encoder.norm{n}."),
            (block + r"layernorm_before\.", ours + "norm1."),
            (block + r"layernorm_after\.", ours + "norm2."),
            (block + r"mlp\.", ours + "mlp."),
            (block + r"attention\.q_proj\.", ours + "attn.q."),
            (block + r"attention\.k_proj\.(.*)", ours + r"attn.kv.\2#0"),
            (block + r"attention\.v_proj\.(.*)", ours + r"attn.kv.\2#1"),
            (block + r"attention\.o_proj\.", ours + "attn.proj."),
            (block + r"attention\.sequence_reduction\.sequence_reduction\.", ours + "attn.sr."),
            (block + r"attention\.sequence_reduction\.layer_norm\.", ours + "attn.norm.")]
    return rules


class PspNet(nn.Module):
    """Zhao et al. 2017, section 3.2."""

    def __init__(self, encoder, features):
        super().__init__()
        self.encoder = encoder
        self.bins = (1, 2, 3, 6)
        self.pyramid = nn.ModuleList([peer.conv_bn_relu(features, features // 4, 1) for _ in self.bins])
        self.bottleneck = peer.conv_bn_relu(2 * features, 512)
        self.head = nn.Conv2d(512, 2, 1)

    def forward(self, x):
        features = self.encoder(x)[-1]
        size = features.shape[2:]
        parts = [F.interpolate(layer(F.adaptive_avg_pool2d(features, bins)), size=size, mode="bilinear", align_corners=False)
                 for bins, layer in zip(self.bins, self.pyramid)]
        logits = self.head(self.bottleneck(torch.cat([features] + parts, 1)))
        return F.interpolate(logits, size=x.shape[2:], mode="bilinear", align_corners=False), features


class DeepLabV3Plus(nn.Module):
    """The peer's parts over an encoder that gives the levels of strides 4 and 16."""

    def __init__(self, encoder, low, high):
        super().__init__()
        self.encoder = encoder
        self.aspp = peer.Aspp(high)
        self.low = peer.conv_bn_relu(low, 48, 1)
        self.head = nn.Sequential(peer.conv_bn_relu(304, 256), nn.Conv2d(256, 2, 1))

    forward = peer.DeepLabV3Plus.forward


class SegFormerHead(nn.Module):
    """Xie et al. 2021, section 3.2, over any four levels."""

    def __init__(self, encoder, channels):
        super().__init__()
        self.encoder = encoder
        self.linear = nn.ModuleList([nn.Conv2d(c, 256, 1) for c in channels])
        self.fuse = peer.conv_bn_relu(4 * 256, 256, 1)
        self.head = nn.Conv2d(256, 2, 1)

    def forward(self, x):
        levels = self.encoder(x)
        parts = [F.interpolate(layer(level), size=levels[0].shape[2:], mode="bilinear", align_corners=False)
                 for layer, level in zip(self.linear, levels)]
        logits = self.head(self.fuse(torch.cat(parts[::-1], 1)))
        return F.interpolate(logits, size=x.shape[2:], mode="bilinear", align_corners=False), levels[-1]


class ResNet(nn.Module):
    """torchvision's, halving to `output_stride`; basic blocks only drop the stride. Gives layer1 to layer4."""

    def __init__(self, make, output_stride):
        super().__init__()
        stops = [False, output_stride < 16, output_stride < 32]
        bottlenecks = make is torchvision.models.resnet50
        net = make(weights=None, replace_stride_with_dilation=stops if bottlenecks else None)
        for layer, stop in ((net.layer3, stops[1]), (net.layer4, stops[2])):
            for module in layer.modules():
                if stop and not bottlenecks and isinstance(module, nn.Conv2d):
                    module.stride = (1, 1)
        for name in ("conv1", "bn1", "relu", "maxpool", "layer1", "layer2", "layer3", "layer4"):
            setattr(self, name, getattr(net, name))

    def forward(self, x):
        x = self.layer1(self.maxpool(self.relu(self.bn1(self.conv1(x)))))
        levels = [x]
        for layer in (self.layer2, self.layer3, self.layer4):
            levels.append(layer(levels[-1]))
        return levels


def lite(name, output_stride):
    return timm.create_model(name, features_only=True, output_stride=output_stride, out_indices=(1, 4))


def unet(encoder):
    net = smp.Unet(encoder, encoder_weights=None, classes=2)
    net.decoder.center = nn.Identity()  # two more convolutions, which it has over VGG alone
    return net


def segformer(**options):
    return SegformerForSemanticSegmentation(SegformerConfig(num_labels=2, **options))


def outputs(net, images):
    if isinstance(net, smp.Unet):
        return net(images), net.encoder(images)[-1]
    if isinstance(net, SegformerForSemanticSegmentation):
        out = net(images, output_hidden_states=True)
        logits = F.interpolate(out.logits, size=images.shape[2:], mode="bilinear", align_corners=False)
        return logits, out.hidden_states[-1]
    return net(images)


def networks():
    resnets = torchvision.models
    yield "unet resnet34", unet("resnet34"), UNET
    yield "unet vgg16", unet("vgg16_bn"), vgg_rules() + UNET
    for variant in range(3):
        yield f"unet mit_b{variant}", unet(f"mit_b{variant}"), UNET
        yield f"unet efficientnet_lite{variant}", unet(f"timm-tf_efficientnet_lite{variant}"), UNET
    yield "segformer mit_b0", segformer(), segformer_rules()
    b2 = {"depths": [3, 4, 6, 3], "hidden_sizes": [64, 128, 320, 512], "decoder_hidden_size": 768}
    yield "segformer mit_b2", segformer(**b2), segformer_rules()
    yield "segformer resnet18", SegFormerHead(ResNet(resnets.resnet18, 32), (64, 128, 256, 512)), []
    yield "pspnet resnet50", PspNet(ResNet(resnets.resnet50, 8), 2048), []
    yield "pspnet resnet18", PspNet(ResNet(resnets.resnet18, 8), 512), []
    yield "pspnet efficientnet_lite0", PspNet(lite("efficientnet_lite0", 8), 320), []
    yield "deeplab_v3plus efficientnet_lite2", DeepLabV3Plus(lite("efficientnet_lite2", 16), 24, 352), []


def main():
    torch.set_num_threads(2)
    images = counted("images", (1, 3, 64, 96)) * 2
    out = {}
    for name, net, rules in networks():
        parameters = fill(net, name, rules)
        net.eval()
        with torch.no_grad():
            logits, features = outputs(net, images)
        out[name] = {"logits": logits[:, :, ::4, ::4].clone(), "features": features.mean((2, 3)).clone(),
                     "parameters": torch.tensor(parameters)}
        print(name, parameters, logits.abs().mean().item(), logits.std().item(), features.std().item())
    torch.save(out, f"{GOLDEN}/networks_of_others.pt")


if __name__ == "__main__":
    main()
