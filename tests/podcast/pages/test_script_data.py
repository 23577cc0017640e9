"""Data inside a script: JSON that cannot end the element it stands in."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from naqeeb.podcast.pages import script_data

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(), lambda x: st.lists(x, max_size=4)
)


@given(st.lists(anything, max_size=5))
def test_data_in_a_script_cannot_end_it(values: list[object]) -> None:
    whole = str(script_data.data(values))
    assert whole == "".join(script_data.data_list(iter(values)))
    assert not set("<>&\u2028\u2029") & set(whole)
    assert json.loads(whole) == values
