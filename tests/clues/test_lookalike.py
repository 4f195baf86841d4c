"""Hints about an address: imitations named, official and everyday sites never accused."""

import json
from pathlib import Path

import pytest

from antifraud.clues.lookalike import is_lookalike, url_hints
from antifraud.clues.officials import load_hosts, load_sites
from antifraud.clues.url import canonicalize, registrable_domain

MESSAGES = Path(__file__).parent.parent.parent / "antifraud" / "messages"
HINTS = {"lookalike", "mixed_script", "punycode", "ip_host", "short_link", "cheap_suffix", "apk_download"}
BRANDS = (
    "icbc-vip.com icbc.top wap.ccb-jf.com ccb.xyz mypsbc.com psbcvip.cn sub.icbc.evil.com alipay-safe.com"
)
FURTHER_LEFT = "www.icbc.com.cn.evil.top www.gov.cn.a.top gov-cn.com a.govcn.com mps-gov.cn gov.cn.com"
SERVICE_LINES = "95588-vip.com etc-95566.com 10086-jf.cc wap.12306.vip l2306.cn www.123o6.cn 1oo86.cn"
REDRAWN = "icbcc.com iicbc.cn 1cbc.com.cn abchlna.com bankcornm.com un1onpay.com chlnamobile.com"
MISSPELT = "abcchina.com cmbchinna.com abhcina.com bankfochina.com bankofchinaa.cn alipya.com"
PLATFORMS = (
    "jd-kefu.top jdkefu.cc jd-baitiao2.xyz taobao-tuikuan.top item.taobao-x.vip tmall-kefu.cc"
    " weixin-jiefeng.top chsi-com.cn www.jd.com.baitiao-close.vip item.taobao.com.pay-item.xyz"
    " weixin.qq.com.unlock-id.cc"
    " taoba0.com tmal1.com taobaoo.com vvechat.com wechatt.com chssi.com.cn xlaohongshu.com ta0bao-vip.com"
    " pinduodou.com steamcommunlty.com taobao.top"
)
FORGED = f"{BRANDS} {FURTHER_LEFT} {SERVICE_LINES} {REDRAWN} {MISSPELT}"
INNOCENT = (
    "www.icbc.com.cn baidu.com www.qq.com taobao.com www.example.gov.cn pay.weixin.qq.com kyfw.12306.cn"
    " card.icbc bosch.com cibc.com lzbank.com vip.com allpay.com bocog.com cibn.cc ccbike.com google.com"
    " abc.com china.com.cn bankofamerica.com chinanet.com people.cn xn--fiqs8s.cn example.com 1.2.3.4 [::1]"
    " com.cn 12345.com 1688.com weixin.example.com wechat.hotel-a.cn jd.zol.com.cn jdpower.com jd.example.com"
    " jdm-parts.com weixinshu.com chsirens.com www.vip.com.cn so.com.cn unionbay.com oil12.com loil0.com"
    " govern.cn www.hangzhou.gov.cn"
)


@pytest.mark.parametrize("host", [*FORGED.split(), *PLATFORMS.split()])
def test_an_imitation_is_named(host):
    assert is_lookalike(host)


@pytest.mark.parametrize("host", INNOCENT.split())
def test_an_innocent_host_is_not(host):
    assert not is_lookalike(host)


@pytest.mark.parametrize("site", load_sites(), ids=lambda site: site.domain)
def test_a_listed_site_looks_like_nobody(site):
    assert url_hints(canonicalize("www." + site.domain + "/a")) == ()


@pytest.mark.parametrize("name", ["wellknown.txt", "shorteners.txt"])
def test_the_lists_hold_canonical_hosts(name):
    for host in load_hosts(name):
        assert canonicalize(host) == f"http://{host}/"


def test_a_well_known_site_looks_like_nobody():
    assert [host for host in load_hosts("wellknown.txt") if is_lookalike("m." + host)] == []
    assert [host for host in load_hosts("wellknown.txt") if registrable_domain("m." + host) != host] == []


@pytest.mark.parametrize(
    ("address", "hints"),
    [
        ("t.cn/A6abc", ("short_link",)),
        ("bit.ly/x", ("short_link",)),
        ("http://3279880203/a", ("ip_host",)),
        ("http://[::1]/a.apk", ("ip_host", "apk_download")),
        ("http://аlipay.com/", ("mixed_script", "punycode")),
        ("http://工商银行.公司.cn/", ()),
        ("abc.top", ("cheap_suffix",)),
        ("icbc-jf.top/a.apk?x=1", ("lookalike", "cheap_suffix", "apk_download")),
        ("a.com/setup.exe", ("apk_download",)),
        ("a.com/apk", ()),
    ],
)
def test_hints(address, hints):
    assert url_hints(canonicalize(address)) == hints


@pytest.mark.parametrize("language", ["zh-Hans", "en"])
def test_each_hint_has_a_sentence(language):
    sentences = json.loads((MESSAGES / f"{language}.json").read_text("utf-8"))["hints"]
    assert sentences.keys() >= HINTS
