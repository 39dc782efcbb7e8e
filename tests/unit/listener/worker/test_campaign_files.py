"""Campaign files: what differs is named with its versions and workers; what is the same is not."""

from listener.worker.campaign_files import FileVersions, describe_difference, find_differences

OLD, NEW = FileVersions("w0", {"relief": "a1", "garden": "b1"}), FileVersions("w1", {"relief": "a2", "garden": "b1"})


def test_the_same_files_are_no_difference() -> None:
    assert find_differences([OLD, OLD]) == {}


def test_another_version_is_named_with_who_has_it() -> None:
    found = find_differences([OLD, NEW])
    assert found == {"relief": {"a1": ("w0",), "a2": ("w1",)}}
    said = describe_difference("relief", found["relief"])
    assert said == "the workers' files of campaign relief differ: version a1: w0; version a2: w1."


def test_a_worker_without_the_campaign_is_named_and_what_waits_for_it() -> None:
    found = find_differences([OLD, FileVersions("w2", {"garden": "b1"})])
    said = describe_difference("relief", found["relief"])
    assert "version none: w2" in said
    assert said.endswith("Its decisions wait for the partitions of a worker without it.")
