extension Tables {
  /// Feelings by their names.
  static let moods = """
    explicit happy: happy, happiness, joyful, joy, cheerful, feel good, feelgood, good mood, good vibes
    explicit happy: uplifting, upbeat
    explicit happy: happy music, happy song, happy songs, happy vibes, happy dance, feel good music
    explicit happy: good vibes only
    explicit happy: positive vibes, joyous, gleeful, delighted, happy place, happy mood, happiest
    explicit happy: feel good song
    likely happy: smile, smiling, sunny, sunshine, celebrate, celebration, blessed, grateful, positivity
    likely happy: good times
    likely happy: happy birthday, yay, best day ever, wholesome, joyfulness, bright, merry, optimistic
    likely happy: excited, glad
    hint happy: good day, summer, summer vibes, friends, beautiful day, vacation, holiday
    hint happy: great day, bestie, proud
    explicit energetic: energetic, hype, hyped, hype song, adrenaline, pumped, high energy, energy boost
    explicit energetic: pump up, turn up
    explicit energetic: workout music, gym music, workout song, workout songs, workout playlist
    explicit energetic: gym playlist, powerful beat
    explicit energetic: hype music, banger, bangers, lit, party vibes, workout mix, energetic music
    explicit energetic: energizing, fired up
    likely energetic: workout, party, beast mode, gym motivation
    hint energetic: gym, gymtok, fitness, rave, crossfit, hiit, running, cardio, training, motivation, festival, grind
    likely energetic: no pain no gain, lets go, intense, wild, club night
    likely energetic: turnt
    likely energetic: gym rat, gymrat, sprint, explosive, powerful, parkour, skateboarding
    likely energetic: dance challenge, energy
    hint energetic: dance, dancing, dancer, football, soccer, basketball, sport, sports, boxing, race
    hint energetic: racing, skate, surf
    explicit playful: playful, silly, goofy, hilarious, quirky, funny music, comedy music, whimsical
    likely playful: prank, pranks
    explicit playful: goofy ahh, silly song, playful music, funny song, playful vibes, cheeky
    explicit playful: mischievous, fun and playful
    likely playful: funny, comedy, humor, humour, lol, lmao, haha, hahaha, meme, memes, joke, jokes
    likely playful: laugh, laughing, fail
    likely playful: funny video, funny videos, relatable, skit, blooper, bloopers, epic fail, fails
    likely playful: parody, cartoon, bouncy
    likely playful: fun
    hint playful: cute, puppy, kitten, kids, toddler, games, game, cutedog, dogsoftiktok, catsoftiktok
    hint playful: pov, adorable, pets
    explicit romantic: romantic, romance, love song, love songs, in love, falling in love, i love you
    explicit romantic: love story, valentine
    explicit romantic: valentines, valentines day, date night, lovers, soulmate, wedding song
    explicit romantic: first dance, romantic music
    explicit romantic: love ballad, true love, romantic song, lovey dovey, romantic vibes, romantic mood
    explicit romantic: sensual, honeymoon
    likely romantic: kiss, kisses, kissing
    hint romantic: boyfriend, girlfriend, couple, couples, wedding, bride, engagement, husband, wife
    likely romantic: my love
    likely romantic: engaged, proposal, anniversary, crush, couplegoals, couple goals
    likely romantic: relationship goals
    likely romantic: hugs, cuddles, sweetheart, darling, marry me, married, newlyweds, intimate, tender
    likely romantic: candlelight
    likely romantic: love
    hint romantic: relationship, date, heart, relationships, flowers, roses, puppylove, loved
    explicit calm: calm, calming, relax, relaxing, relaxation, peaceful, serene, soothing, tranquil
    explicit calm: meditation, chill music
    explicit calm: chill vibes, chillout, chill out, sleep music, meditation music, spa music
    explicit calm: relaxing music, calm music
    explicit calm: calm vibes, zen, mindfulness, white noise, sleepy, study music, chill playlist
    explicit calm: calmness, ambient music
    likely calm: chill, peace, asmr, cozy, slow living, self care, selfcare, quiet
    hint calm: yoga, sleep, nature, study, study with me, spa, slow
    likely calm: breathe, stillness
    likely calm: rainy day, rain sounds, dreamy, slow morning
    hint calm: soft, gentle
    likely calm: mellow, ocean waves
    likely calm: unwind, stress relief, lullaby, cottagecore, slow life, silence, nap, easy listening
    likely calm: laid back, acoustic
    hint calm: coffee, tea, reading, book, books, aesthetic, sunset, beach, forest, morning, rain
    hint calm: candles, night routine
    explicit sad: sad, sadness, heartbreak, heartbroken, broken heart, depressed, depressing, sad song
    explicit sad: sad songs, sorrow
    explicit sad: sad music, sad edit, sad edits, sad vibes, lonely, loneliness, melancholy, melancholic
    explicit sad: grief, sad girl
    explicit sad: sadboy, sad boy, sad boi, sadtok, sad quotes, brokenhearted, mourning, tearjerker
    explicit sad: sad story, sad hours
    explicit sad: crying, feeling down, feeling blue, heartache, depression, sad video
    explicit sad: sad playlist, saddest, sadly
    likely sad: cry, tears, tearful, miss you, i miss you, breakup, break up, goodbye, alone
    hint sad: painful, pain
    likely sad: hurts
    likely sad: rip, rest in peace, missing you, my ex, unhappy, gloomy
    likely sad: funeral, cried
    hint sad: broken, regret, emotional, overthinking, late night thoughts, miss, sorry
    explicit calm: nostalgia, nostalgic
    hint sad: heartless, exes, hiraeth
    likely dark: horror
    explicit dark: dark music, sinister, scary, creepy, spooky, eerie, gothic, evil, villain
    explicit dark: villain era, haunting
    explicit dark: dark vibes, dark aesthetic, haunted, nightmare, nightmares, demonic, ominous
    explicit dark: villain edit, terrifying
    hint dark: halloween, horror movie, horrortok, dark academia, witchy
    explicit dark: spooky season, darkwave
    explicit dark: macabre, dark ambient
    explicit dark: dark trap, dark mood, dark song, villainous, brooding, occult, menacing, dark techno
    explicit dark: psycho, darkness
    likely dark: dark, goth, demon, revenge
    hint dark: ghost, ghosts, vampire, murder, true crime, witch, toxic, death
    explicit dark: angry, rage
    likely dark: anger, furious
    likely dark: mystery, cursed, devil
    beside dark: chocolate, hair, mode, circles, roast, skin, blue, coffee, spots, humor, humour, matter
    beside dark: green, brown
    explicit epic: epic, epic music, epicmusic, cinematic, majestic, heroic, triumphant, epic trailer
    explicit epic: epic soundtrack
    explicit epic: epic battle, epic edit, cinematic music, trailer music, glorious, legendary
    explicit epic: grandiose, epic orchestra
    explicit epic: epic orchestral, monumental, goosebumps, epic moments, epic vibes, breathtaking
    explicit epic: anthemic
    likely epic: victory, champion, champions, warrior, warriors, hero, battle, glory, empire, legend
    likely epic: drone shot, conquer
    likely epic: cinematography, greatness, chills, comeback, film trailer, trailer, championship
    likely epic: adventure, dramatic
    hint epic: travel, mountains, drone, movie, film, movieclips, warrior mindset, king, queen, history
    hint epic: dragon, space
    beside epic: fail, fails, games, fortnite, prank, pranks
    beside energy: drink, drinks, solar, bill, bills, healing, electricity
    beside fun: fact, facts
    beside lost: weight, luggage, pounds, keys, found, kilos, media
    beside cry: baby
    beside ghost: rider, pepper, recon
    beside race: human, card
    """
}
