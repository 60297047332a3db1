extension Tables {
  /// The families of music by their names.
  static let genres = """
    explicit pop: pop music, pop song, pop songs, pop hits, pop playlist, pop anthem, pop anthems
    explicit pop: pop queen
    explicit pop: dance pop, teen pop, bubblegum pop, europop, power pop, pop ballad, pop mix, pop remix
    explicit pop: popstar, pop singer, pop artist, pop girl, pop girls, pop girlies, pop era, pop cover
    explicit pop: popdance
    likely pop: eurovision, top 40, chart hits, billboard, jpop, cpop, tpop, mandopop, cantopop
    likely pop: schlager, swiftie
    likely pop: swifties, swifttok, popular music, radio hits, girl group, boy band, boyband, dangdut
    likely pop: pop playlist
    explicit hip-hop: hip hop, hiphop music, hip hop dance, hip hop beat, hip hop beats, rap, rapper
    explicit hip-hop: rappers, rap music
    explicit hip-hop: rap song, rap songs, rap battle, raptok, freestyle rap, rap beat, rap beats
    explicit hip-hop: boom bap, boombap
    explicit hip-hop: trap music, trap beat, trap beats, drill music, uk drill, ny drill, drill beat
    explicit hip-hop: gangsta rap
    explicit hip-hop: grime music, crunk, hyphy, cloud rap, emo rap, trap rap, underground rap
    explicit hip-hop: old school hip hop
    explicit hip-hop: conscious hip hop, hip hop culture, trap soul, type beat, hiphophead, rap lyrics
    explicit hip-hop: turntablism
    explicit r-and-b: rnb, r&b, r and b, randb, rhythm and blues, rnb music, rnb vibes, rnb soul
    explicit r-and-b: neo soul, new jack swing
    explicit r-and-b: contemporary rnb, soul music, soul singer, soul songs, alt rnb, slow jam
    explicit r-and-b: slow jams, quiet storm
    explicit r-and-b: motown, rnb songs, rnb classics, rnb playlist, 90s rnb, rnb singer, soulful
    explicit r-and-b: northern soul
    explicit electronic: edm, edm music, electronic music, electronica, house music, techno
    explicit electronic: techno music, trance music
    explicit electronic: deep house, tech house, progressive house, future house, acid house, afro house
    explicit electronic: electro house
    explicit electronic: melodic techno, hard techno, hardstyle, dubstep, riddim dubstep, drum and bass
    explicit electronic: drum & bass
    explicit electronic: drumnbass, dnb, jungle music, eurodance, psytrance, future bass, bass house
    explicit electronic: electro swing
    explicit electronic: synthwave, vaporwave, retrowave, chillwave, breakbeat, idm, edm festival
    explicit electronic: rave music, raver
    explicit electronic: big room, uk garage, jersey club, hardcore techno, gabber, french house
    explicit electronic: slap house, edm drop
    explicit electronic: phonk house, electro music, electronic dance music, edmtok, technotok
    explicit electronic: raveculture, glitch hop
    likely electronic: rave, raves, tomorrowland, edc, synth, synths, synthesizer, dj set, djset
    likely electronic: ambient music
    likely electronic: electro, electronic, modular synth, ultra music festival, dj mix, nightcore
    likely electronic: hardtechno
    explicit rock: rock music, rock band, rock song, rock songs, classic rock, hard rock, soft rock
    explicit rock: rock n roll
    explicit rock: rock and roll, rock & roll, rocknroll, alternative rock, alt rock, progressive rock
    explicit rock: prog rock
    explicit rock: psychedelic rock, glam rock, grunge, garage rock, arena rock, stadium rock
    explicit rock: rock guitar, rock concert
    explicit rock: southern rock, post rock, krautrock, rock anthem, rock anthems, rock ballad
    explicit rock: rock and metal, rocktok
    explicit rock: rock music lover, rock n roll music, rockabilly, surf rock, stoner rock
    explicit rock: rock playlist, yacht rock
    explicit metal: metal music, heavy metal, metalcore, death metal, black metal, thrash metal
    explicit metal: doom metal, nu metal
    explicit metal: power metal, metalhead, metalheads, metal band, metal guitar, deathcore, djent
    explicit metal: thrash, grindcore
    explicit metal: metal song, metal songs, symphonic metal, progressive metal, prog metal, hair metal
    explicit metal: sludge metal
    explicit metal: metal concert, metaltok, melodic death metal, speed metal, metal vocals, metal riff
    explicit metal: folk metal
    explicit punk: punk rock, pop punk, poppunk, hardcore punk, punk music, punk band, post punk
    explicit punk: skate punk, riot grrrl
    explicit punk: punk song, punk songs, street punk, anarcho punk, crust punk, easycore
    explicit punk: punk rock music, punktok
    likely punk: mosh pit, moshpit, punks not dead, emo music, emo band, midwest emo, screamo, emo kid
    likely punk: elder emo
    explicit indie: indie music, indie rock, indie pop, indie song, indie songs, indie band
    explicit indie: indie artist, indie folk
    explicit indie: bedroom pop, dream pop, shoegaze, indie sleaze, indie playlist, indie alternative
    explicit indie: indie vibes
    explicit indie: indie musician, independent artist, indie tok, jangle pop, lo fi indie, indie singer
    explicit indie: twee pop
    explicit folk: folk music, folk song, folk songs, folk singer, singer songwriter folk, folk band
    explicit folk: folk guitar
    explicit folk: celtic music, irish folk, bluegrass folk, traditional folk, freak folk, folktok
    explicit folk: folk acoustic
    explicit folk: sea shanty, shantytok, contemporary folk, americana folk, nordic folk, folk ballad
    explicit folk: folk rock
    likely folk: acoustic guitar, acoustic cover, campfire songs, banjo, mandolin, bagpipes, fiddle
    likely folk: acoustic folk
    explicit country: country music, country song, country songs, country singer, country artist
    explicit country: nashville music
    explicit country: country musician, alt country, outlaw country, bro country, honky tonk, bluegrass
    explicit country: country pop
    explicit country: country rock, country rap, country playlist, country hits, country concert
    explicit country: countrytok, cmt
    explicit country: country western, red dirt country, texas country, americana, country musik
    explicit country: country guitar
    likely country: nashville, grand ole opry, line dance, line dancing, linedance, yeehaw, cma awards
    likely country: steel guitar
    explicit jazz: jazz, jazz music, smooth jazz, jazz piano, jazz guitar, jazz band, jazz club
    explicit jazz: jazz cafe, bebop
    explicit jazz: swing music, big band, bossa nova, bossanova, jazz fusion, cool jazz, acid jazz
    explicit jazz: hard bop, jazztok
    explicit jazz: gypsy jazz, latin jazz, jazz bar, jazzmusic, jazz standards, jazz vibes, jazz singer
    explicit jazz: dixieland
    likely jazz: saxophone, sax solo, saxophonist, trumpet, double bass, scat singing, electro jazz
    likely jazz: jazzy
    explicit blues: blues music, blues guitar, delta blues, chicago blues, blues band, 12 bar blues
    explicit blues: electric blues
    explicit blues: blues rock, bluesman, blues song, blues songs, blues singer, slide guitar
    explicit blues: blues harmonica
    explicit blues: texas blues, blues jam, bluesy, rhythm & blues guitar, blues lick, blues solo
    explicit blues: blues piano
    likely blues: harmonica, resonator guitar, cigar box guitar
    explicit classical: classical music, classical piano, orchestra, orchestral, symphony, symphonic
    explicit classical: chopin, mozart
    explicit classical: beethoven, bach, vivaldi, tchaikovsky, debussy, string quartet, opera singer
    explicit classical: sonata, concerto
    explicit classical: nocturne, philharmonic, baroque, classical guitar, classical musician
    explicit classical: chamber music, cellist
    explicit classical: violinist, classical violin, piano concerto, pianist classical, waltz, prelude
    explicit classical: etude, fugue
    likely classical: violin, cello, opera, pianist, conductor, harpsichord, piano sonata
    likely classical: string orchestra, viola
    hint classical: piano, flute, oboe, clarinet, harp, piano solo, strings
    explicit latin: latin music, reggaeton, regueton, reggaetón, bachata, salsa music, merengue, cumbia
    explicit latin: latin pop
    explicit latin: latin trap, salsa dance, salsa dancing, bachata dance, bachata music, corridos
    explicit latin: corridos tumbados
    explicit latin: dembow, banda music, mariachi, norteño, norteno, perreo, perreo intenso, samba, mpb
    explicit latin: sertanejo
    explicit latin: funk carioca, baile funk, brazilian funk, forro, forró, pagode, tango, flamenco
    explicit latin: rumba, vallenato
    explicit latin: musica latina, urbano latino, musica mexicana, regional mexicano, latin dance
    explicit latin: latin house, ranchera
    explicit latin: reggaetonviejo, reggaeton old school, latin urban, cha cha cha, mambo, bolero
    explicit latin: guaracha, cumbias
    explicit reggae: reggae, reggae music, dancehall, roots reggae, dub reggae, reggae vibes
    explicit reggae: lovers rock, ragga
    explicit reggae: bob marley, rastafari, rasta, dancehall music, dancehall dance, ska, rocksteady
    explicit reggae: reggae rock
    explicit reggae: reggae song, jamaican music, soca, reggae night, dancehall queen, reggaetok
    explicit reggae: reggae fusion
    explicit afrobeats: afrobeats, afrobeat, afrobeats music, afro beats, amapiano, afropop, afro pop
    explicit afrobeats: afro fusion
    explicit afrobeats: naija music, afrobeats dance, afro dance, afrodance, highlife, gqom
    explicit afrobeats: amapiano dance, afroswing
    explicit afrobeats: bongo flava, afrobeatsong, azonto, alte music, afrobeat dance, naija beats
    explicit afrobeats: kizomba, kuduro
    likely afrobeats: naija, afro vibes, afrovibes, legwork, ndombolo, coupe decale, burna boy, wizkid
    explicit funk: funk music, funky music, funk guitar, funk bass, funk band, disco, disco music
    explicit funk: nu disco, p funk
    explicit funk: funky bass, slap bass, boogie, disco funk, funktok, funky groove, jazz funk
    explicit funk: funkadelic
    explicit funk: funk soul, funk song, g funk, future funk, electro funk, italo disco, disco house
    explicit funk: soul funk
    likely funk: groovy, funky, funkytown, groove
    explicit k-pop: kpop, k-pop, kpop music, kpop dance, kpop cover, kpop dance cover, kpop idol
    explicit k-pop: kpop stan, kpopper
    explicit k-pop: kpop fan, kpop edit, kpop edits, kpopfyp, korean pop, random play dance, kpopers
    explicit k-pop: kpop group
    explicit k-pop: kpop girls, kpop song, kpop songs, kpop challenge, kpoptok, blackpink, bts army
    explicit k-pop: straykids
    explicit k-pop: stray kids, kpop in public, kpop trainee, seventeen kpop, newjeans, le sserafim
    explicit k-pop: kpop playlist
    likely k-pop: bangtan, lightstick, photocards, photocard, bias wrecker, ateez, enhypen, gidle, aespa
    likely k-pop: itzy
    explicit lo-fi: lofi, lo-fi, lofi music, lofi beats, lofi hip hop, lofi hiphop, lofi girl
    explicit lo-fi: lofi chill, lofi vibes
    explicit lo-fi: lofi study, lofi beat, chillhop, chill hop, jazzhop, lofi aesthetic, study beats
    explicit lo-fi: lofi mix, lofi radio
    explicit lo-fi: lofi type beat, lofi house, lofi songs, lofi remix, chill beats, beats to study to
    explicit lo-fi: lofi producer
    explicit soundtrack: soundtrack, soundtracks, film score, movie soundtrack, original soundtrack
    explicit soundtrack: film music, ost
    explicit soundtrack: cinematic music, epic music, trailer music, hans zimmer, movie score
    explicit soundtrack: video game music, vgm
    explicit soundtrack: anime ost, anime opening, anime music, game soundtrack, movie music
    explicit soundtrack: john williams, film scoring
    explicit soundtrack: orchestral score, score music, theme song, cinematic score, background score
    explicit soundtrack: film composer
    likely soundtrack: broadway, musical theatre, musical theater, disney songs, ghibli, movie theme
    likely soundtrack: cinematic, score
    """
}
