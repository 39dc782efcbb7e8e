"""Labels: people read a few votes a day, drawn by chance, and the claims of a chapter are bet on by what they say.

votes of a window ---> blocks    cut into blocks of equal count; of each one vote is drawn, to be read
what readers say ----> tallies   how our tags, and the readers themselves, err on this campaign
                       bets      prediction-powered bets: one a drawn vote, right whatever the tagger does
                       evidence  the labelled claims of a chapter, and what is told of them
"""
