"""What a story loses before it is stored, and what it keeps."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from antifraud.clues.personal import mask


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("身份证11010519491231002X", "身份证11**************2X"),
        ("我的身份证号是 110105 19491231 002X。", "我的身份证号是 11**************2X。"),
        ("身份证：330106199001011234", "身份证：33**************34"),
        ("身份证１１０１０５１９４９１２３１００２Ｘ", "身份证11**************2X"),
        ("验证码是482913，我告诉他了", "验证码是******，我告诉他了"),
        ("482913是您的验证码", "******是您的验证码"),
        ("密码：135790", "密码：******"),
        ("123456验证码，654321验证码", "******验证码，******验证码"),
        ("她的身份证\n110105\n19491231002X\n拍给他了", "她的身份证\n11**************2X\n拍给他了"),
        ("收款账户\n6214 8539\n0172 6480\n招商银行", "收款账户\n621485******6480\n招商银行"),
        ("价格\n6214 8539\n0172 6481\n", "价格\n6214 8539\n0172 6481\n"),
        ("转到6222023074185296300", "转到622202*********6300"),
        ("转到 6222 0230 7418 5296 300 了", "转到 622202*********6300 了"),
        ("他打13812345678来，要我加微信abc12345", "他打13812345678来，要我加微信abc12345"),
        ("损失了50000元，2024年11月21日", "损失了50000元，2024年11月21日"),
        ("", ""),
    ],
)
def test_mask(text, kept):
    assert mask(text) == kept


@settings(max_examples=200, derandomize=True, deadline=None)
@given(st.text(st.sampled_from("0123456789X 验证码是身份证6222 -"), max_size=50))
def test_mask_is_total(text):
    mask(text)
