# The project's commands; `just` lists them.

_list:
    @just --list

# Read the sample stories.
demo:
    cargo run --release -- read samples/*.*

# Everything that must hold before a change lands.
check:
    ./check

# Accuracy on the development sets (data in ../shared).
eval *args:
    eval/run {{args}}

# Words per second, start-up and memory, beside spaCy and textacy.
speed *args:
    eval/speed {{args}}

# From corpora to the weights in models/ (hours on a laptop; can be interrupted).
train *args:
    train/run {{args}}

# Arbitrary bytes against the page reader (`just fuzz html`) or all that needs no model (`just fuzz text`).
fuzz target *args:
    fuzz/run {{target}} {{args}}
