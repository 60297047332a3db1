extension Tables {
  /// Words that tell of music, and those that compounds are made of.
  static let vocabulary = """
    music: music, song, songs, singer, singing, sing, band, album, playlist, concert, guitar, guitarist
    music: drums, drummer, dj
    music: musician, musicians, vinyl, spotify, lyrics, remix, melody, chorus, musictok, piano, singers
    music: vocals, vocalist
    music: listening to, new music, song of the day, now playing, mixtape, ep, lp, ukulele, saxophone
    music: violin, tracklist
    music: record label, songwriter, songwriting, soundcloud, apple music, bassist, bands, gig, gigs
    music: musically, riff
    music: headphones, karaoke, mashup, music video, musicvideo, genre, genres, music festival, tunes
    music: dance music, choir
    release: version, mix, remix, edit, session, sessions, hits, cover, live, instrumental, beat, beats
    release: anthem, anthems
    release: unplugged, remaster, remastered, medley, mashup, playlist, collection, essentials, classics
    release: ballad, ballads
    release: song, songs, tune, tunes, album, ep, soundtrack, vibes, vibe, sounds, jam, jams, riddim
    release: dub mix, best of
    release: music, radio edit, lullabies, orchestra, band, party mix, loop, loops, groove, grooves
    release: acoustic, piano
    word: dance, dancing, dancer, challenge, cover, edit, edits, video, videos, clip, clips, fan, fans
    word: fancam, stan, tok
    word: vibe, vibes, mood, life, style, love, lover, lovers, girl, girls, boy, boys, man, men, woman
    word: women, kid, kids
    word: day, night, morning, summer, winter, spring, autumn, today, time, live, radio, festival, club
    word: party, hits, best
    word: old, new, school, oldschool, newschool, classic, classics, modern, retro, vintage, golden
    word: year, years, era, 80s
    word: 90s, 70s, 60s, 00s, 2000s, 2010s, quote, quotes, core, wave, step, tape, aesthetic, content
    word: creator, creators
    word: artist, artists, producer, production, studio, record, records, label, lyric, sound, sounds
    word: audio, track, tracks
    word: fashion, outfit, makeup, nails, hair, food, recipe, cook, cooking, travel, photo, photography
    word: art, artwork, book
    word: trend, trends, hub, world, nation, community, family, squad, team, club, page, account
    word: official, daily, weekly
    word: world, city, usa, korea, korean, japan, japanese, china, chinese, brazil, brazilian, mexico
    word: mexican, spain
    word: spanish, france, french, german, germany, sweden, swedish, indonesia, indonesian, africa
    word: african, nigeria, ghana
    word: jamaica, jamaican, ireland, irish, texas, nashville, london, paris, berlin, tokyo, seoul
    word: miami, york, california
    word: the, and, for, you, your, with, this, that, all, only, from, out, top, one, two, big, hot
    word: real, very, make, made
    word: corn, climbing, climber, detector, detecting, tour, tours, house, mate, star, stars, rockstars
    word: popcorn, therapist
    word: therapy, wrap, wraps, grape, grapes, strap, trapped, scrap, rapid, raptor, raptors, wrapped
    word: emoji, emojis, demo
    word: democracy, memory, memories, skate, skater, skating, entrance, technology, discount, discover
    word: discovery, drape
    word: countryside, household, housewife, housework, warehouse, greenhouse, lighthouse, powerhouse
    word: treehouse, dollhouse
    word: soulmates, blues clues, bluesky, sky, ocean, metallic, metallica, popup, popsicle, popeye
    word: popsockets, poppy
    word: funko, funkopop, cyberpunk, steampunk, daftpunk, punkin, folklore, folks, souled, indiegame
    word: indiedev, indiana
    word: jazzercise, grapefruit, rapunzel, trapeze, scrapbook, scrapbooking, hippie, hippo, whip, hips
    word: popping, poppin
    word: basset, bassist, bassguitar, bassethound, embassy, brass, salsabila, latinx, drills, drilling
    word: trapping, garages
    word: rocket, rockets, rocking, rocks, crockpot, frock, sprocket, rocco, hardrockcafe, scaling
    word: metals, countryballs
    word: classically, opera house, operator, operators, afrohair, swinging, swings, jungler, clubbing
    word: clubs, scores
    word: happen, saddle, saddles, sadie, calming, lovely, lonelyplanet, darkroom, epicgames, epicly
    word: romania, romanian
    word: fitness, lifting, mindset, routine, goals, tips, hacks, facts, news, sale, shop, store, deals
    word: review, reviews
    word: dog, dogs, cat, cats, puppy, horse, farm, truck, trucks, roads, road, boots, hat, ranch, beer
    word: whiskey, bar
    word: football, soccer, baseball, basketball, tennis, golf, hockey, fishing, hunting, camping
    word: hiking, car, cars, bike
    word: playlists, mixes, remixes, mashups, covers, singer, guitarist, pianist, drummer, dj, djs
    word: rapper, hall, hits
    word: study, studying, work, working, reading, writing, sleep, sleeping, relax, background, focus
    word: coding, gaming
    word: original, sonido, som, son, suara, asli, originalton, oryginalny, original sound, som original
    word: sonido original
    word: son original, suara asli, orijinal ses, suono originale, sunet original, origineel geluid
    word: originalljud
    """
}
