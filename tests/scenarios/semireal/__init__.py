"""Semi-real audiences: what people really wrote, and others labelled, said by simulated authors at simulated times.

So the tagger errs as it errs on real posts, and still it is known what is true. The texts are read from
../shared/data when a run asks for them, and are part of nothing that this project ships.

sources ---> texts by what they truly show     stories ---> who says what from which day on
casting ---> authors, times, texts             hearing ---> the tagger, the rule and a reader, and when what was told
"""
