extension Tables {
  /// Words that deny, stress, weaken, and turn.
  static let grammar = """
    negation: not, no, never, nothing, without, dont, doesnt, didnt, isnt, arent, wasnt, werent, wont
    negation: aint, cannot, cant
    negation: couldnt, wouldnt, shouldnt, hardly, nobody, neither, nor, less
    word: cant stop, cant wait, cant get enough, no doubt, no matter, no problem, not only, no cap
    word: no wonder, why not
    word: cannot wait, cannot stop, cant believe, cant help, no joke, no way, dont worry, never stop
    word: never ending, no pain
    word: couldnt be more, not gonna lie, if not, no one else
    intensifier: so, very, really, super, extremely, incredibly, too, most, absolutely, totally
    intensifier: insanely, such, pure, mega
    diminisher: bit, little, kinda, slightly, somewhat, almost, sorta, semi, kind of, sort of, a bit
    diminisher: a little, barely
    turn: but, however, yet, instead, although, though, just
    """
}
