extension Tables {
  /// What Portuguese adds.
  static let portuguese = """
    explicit pop: música pop, popzinho, pop brasileiro, balada romântica, pop nacional
    explicit hip-hop: rap, rapper, rapper*, rimas, batalha de rima, batalha de rimas, trapzinho
    explicit hip-hop: drill, hip hop, freestyle, mc de rap, boombap, slam
    explicit r-and-b: soulzinho, r&b, rnb, rnbzinho, góspel, gospel, louvor, louvores
    explicit electronic: eletrônica, música eletrônica, eletronica, eletrônico, trance, ambient
    explicit electronic: rave, ravezinha, psy, tecno, garage, eletro, dnb, jungle, festa rave
    explicit rock: rockzinho, rockeiro, rockeira, roqueiro, roqueira, roque, roqueir*, rock clássico
    explicit rock: rock br, rock pesado
    explicit metal: metaleiro, metaleira, metaleir*, banda de metal, metal pesado, show de metal
    explicit metal: gravar metal, riff de metal, metal extremo, headbanger, headbang*
    explicit punk: punk, punkzinho, hardcore punk, hardcore nacional, banda de hardcore, punk*
    explicit indie: indiezinho, música indie, indie br
    explicit folk: folkzinho, folclore, música folclórica, viola caipira, moda caipira
    explicit folk: música caipira, cantiga, repentista, cordel cantado, fado, fadista
    explicit folk: guitarra portuguesa, rancho folclórico, música tradicional
    explicit country: sertanejo, sertanej*, modão, viola sertaneja, dupla sertaneja
    explicit country: música country, sofrência sertaneja, rodeio
    explicit jazz: jazz, jazzinho, jazzista, jazzística
    explicit blues: blues, bluezinho, bluseiro, bluesão
    explicit classical: música clássica, música erudita, orquestra, sinfônica, filarmônica, violoncelo
    explicit classical: quarteto de cordas, ópera, piano clássico, conservatório, concerto para, chopin
    explicit latin: samba, sambinha, sambista, sambão, samb*, pagode, pagodinho, bossa nova, bossa, forró
    explicit latin: forro, forrozinho, forrozão, forrozeir*, mpb, choro tocado, chorinho, funk, funkão
    explicit latin: funkeir*, baile funk, passinho, funk carioca, axé, frevo, maracatu, baião, xote, xaxado
    explicit latin: piseiro, pisadinha, arrocha, brega, tecnobrega, salsa, bachata, reggaeton, salsa cubana
    explicit latin: tango, merengue, cumbia, carimbó, lambada, batucada, pandeiro, cavaquinho
    explicit latin: roda de samba, escola de samba
    explicit reggae: reggae, reggaezinho, reggaezin, regueiro, regueir*, dub
    explicit afrobeats: afrobeat, afrobeats, amapiano, kuduro, kizomba, afro house, semba
    explicit funk: disco music, música disco, discoteca anos 70, funk americano, soul funk, black music
    explicit funk: disco anos 70
    explicit k-pop: kpop, k-pop, kpoper, kpopper, dorameira, kpopeir*, kpoppers
    explicit lo-fi: lofi, lo-fi, lofizinho, lofi pra estudar
    explicit soundtrack: trilha sonora, trilha de filme, música de filme, trilha épica, música de jogo
    explicit soundtrack: trilha sonora de
    everyday: rocha, clássico, clássica, clássicos, clássicas, choro
    ambiguous folk: repente
    ambiguous funk: charme
    ambiguous metal: metal
    everyday: repente, charme, metal
    word: de repente
    ambiguous latin: choro
    ambiguous funk: disco
    ambiguous classical: clássica
    ambiguous latin: banda
    beside funk: cheiro
    beside pop: quiz, corn, up, art, it, culture, funko, pipoca
    beside rock: escalada, escalar, climbing
    beside house: tour, casa, tiny, apê
    beside indie: jogo, jogos, game, games, gamedev, dev, cinema, filme, marca
    beside punk: cyber, steam
    beside samba: adidas, tênis, sapato, look
    beside salsa: molho, receita, salsinha, cebolinha, coentro, picada
    beside metal: detector, canudo, panela, copo, garrafa, aço, ouro, prata, colher
    beside disco: voador, rígido, freio, ssd
    beside merengue: receita, suspiro, limão, bolo, torta
    beside trap: rato, ratoeira
    beside forro: parede, gesso, pvc, cama, bebê, costura, teto
    beside brega: roupa
    beside drill: furadeira
    beside pandeiro: adestramento
    music: música, músicas, musica, musicas, musiquinha, canção, canções, cantor, cantora, cantar, cantando
    music: cantei, violão, violao, guitarra, bateria, baixo, baixista, show, palco, vinil, vinis, ouvir
    music: ouvindo, escutando, escutar, tocar, tocando, toquei, tocou, toca, ensaio, ensaiando, ensaiar
    music: coral, letra da música, ritmo, beat, batida, playlist, dj, set de, som no talo, no último volume
    music: caixa de som, rádio, dançar, dançando, dancei, dança, melodia, acorde, acordes, voz e violão
    music: roda, pista, karaokê, álbum, estúdio, som alto, teclado, sanfona, cavaco, festival
    explicit happy: feliz*, felic*, alegr*, content*, animad*, animação, bom humor, radiante, radiantes
    explicit happy: realizad*, eufóric*, sorrindo, sorris*, esperança, esperanços*, otimist*, orgulh*
    explicit happy: emocionad* feliz, melhor dia, passei na, passei no, fui aprovad*, aprovad*, consegui
    explicit happy: conseguimos, ganhamos, gratidão, grata, abençoad*, êxtase, euforia, de bem com a vida
    explicit happy: feliz da vida, que alegria, amando cada, não caibo em mim, até que enfim, finalmente
    likely happy: aniversário, niver, comemor*, celebr*, férias, sextou, salário caiu, caiu o salário
    likely happy: formatura, formei, presente, curtindo, curtir, bom demais, bão demais, que delícia
    likely happy: delícia
    explicit sad: trist*, tristinh*, saudade, saudades, coração partido
    explicit sad: coração em pedaços, partiu meu coração, sofrência, sofrendo, sofr*, chorando, chorar
    explicit sad: chorei, chora, choro muito, chor*, lágrima*, sozinh* e triste, solidão, dor, dói, doeu
    explicit sad: doendo, machucad*, mágoa, magoad*, adeus, despedida, melancol*, melancól*, deprê
    explicit sad: depressiv*, deprimid*, desanimad*, desânimo, pra baixo, mal demais, bad, na bad, que bad
    explicit sad: fossa, na fossa, abandonad*, me largou, me deixou, terminou comigo, terminei
    explicit sad: fim de namoro, término, levei um fora, pé na bunda, luto, perda, vazio no peito
    explicit sad: vazia por dentro, sem você, sem vc, desilus*, decepç*, aperto no peito, coração apertado
    explicit sad: nó na garganta, desolad*, abatid*, desconsolad*, sinto sua falta, sinto falta, faz falta
    explicit sad: te perdi
    word: chorar de rir, chorando de rir, chorei de rir, chorei de tanto rir, chorando de tanto rir
    word: choro de rir, vale a pena, valeu a pena, dor nas costas, dor de cabeça, saudade boa, chorizo
    word: chorinho*, choripan, sem dor, vale a pena ver, dor de barriga, tristeza não
    explicit romantic: romântic*, apaixonad*, apaixon*, eu te amo, te amo, amo você, amor da minha vida
    explicit romantic: meu amor, minha namorada, meu namorado, namorados, dia dos namorados, lua de mel
    explicit romantic: pedido de casamento, me pediu em casamento, beijinho*, agarradinh*, coladinh*
    explicit romantic: juntinh*, cafuné, chameg*, declaração de amor, enamorad*, paixão, música romântica
    explicit romantic: mozão, mô, crush me, casalzinho, xodó
    likely romantic: amor, namor*, casal, beijo, beijos, coração, amorzinho, carinho, abraçad*
    explicit calm: nostalgia, calm*, tranquil*, relax*, paz, sossego, sossegad*, seren*, serenidade, suave
    explicit calm: suavidade, de boa, de boas, na paz, na moral, relax total, preguiça, preguicinha
    explicit calm: descans*, sem pressa, devagarinho, aconcheg*, aconchegante, quietude, silêncio
    explicit calm: meditação, respirar fundo, brisa, de boinha, zen, rede e, nostalg*, nostálg*, lembranç*
    explicit calm: infância, me leva de volta, sonhador*, devane*, sonhando acordad*, nas nuvens, leve
    explicit calm: leveza, domingo de preguiça
    explicit energetic: energia, energétic*, festa, festão, festança, festinha, festej*, balada, baladinha
    explicit energetic: agitad*, agito, farra, rolê pesado, a mil, lá em cima, pique, com tudo, bombando
    explicit energetic: bombar, sextou com, arrebent*, botando pra quebrar, pra cima, vibra*, no talo
    explicit energetic: até o chão, muito fogo, empolg*, empolgad*, motivad*, adrenalina, hora pra acabar
    explicit energetic: galera pulando, pula, pulando, bagunça, loucura total, insan*
    word: vibrador, festa junina decor, energia solar, energia elétrica, conta de energia
    explicit playful: engraçad*, engracad*, divertid*, risad*, risos, rindo, ri muito, rir, rimos, ri alto
    explicit playful: kkk, kkkk, rsrs, rsrsrs, rs, hahaha, haha, huahua, zoeira, zoando, zoar, brincadeira*
    explicit playful: piada, piadas, humor, comédi*, gargalh*, palhaç*, n aguento, não aguento, mico
    explicit playful: que mico, hilári*, morri, morri de rir, morrendo de rir, passando mal, tô passada
    explicit playful: bobeira, chorar de rir, chorando de rir, chorei de rir, chorei de tanto rir
    explicit playful: chorando de tanto rir, ksks, kkkrying, kkkry, caçoando
    word: rir pra não chorar, morri de, palhaço assassino
    explicit dark: sombri*, escuro, escura, escuridão, medo, assustador*, assustad*, trevas, terror, terrí*
    explicit dark: macabr*, sinistr*, pesadelo*, arrepiante, tenebros*, aterroriz*, apavor*, assombra*
    explicit dark: mal assombrad*, raiva, raivos*, rancor, ódio, odei*, odi*, furios*, fúria, irritad*
    explicit dark: irrit*, put* da vida, puto, puta da vida, bravo, brava, brav*, revolt*, revoltad*
    explicit dark: indign*, estress*, nervos*, com raiva, ranço, xingando, cheia disso, cheio disso
    explicit dark: saco cheio, de saco cheio, não aguento mais essa fila, tens*, tensão, angústi*, angusti*
    explicit dark: ansios*, ansiedade, agoni*, pânico, vingança, inferno
    word: bravo demais parabéns, odisseia, escurecer, tom escuro, azul escuro, verde escuro
    word: chocolate escuro, brava gente, tensor, terrinha
    explicit epic: épic*, heroic*, heróic*, vitória, lendári*, triunf*, majestos*, grandios*, glorios*
    explicit epic: imponente, de arrepiar, arrepiad*, monumental
    negation: não, nao, n, sem, nem, zero, nada, nada de, nenhum, nenhuma, num é, nunca mais, ninguém
    negation: chega de
    never: nunca, jamais
    word: não só, não paro de, sem parar, nada melhor que, nada como, sem dúvida, não tem preço, não canso
    word: nada mal, não vejo a hora, n vejo a hora, sem palavras, não consigo parar, não tem como
    word: não é pouco, não quero que acabe, não tem hora, não falha, nada mais, sem fim
    word: não é à toa, que não passa, não passa
    intensifier: muito, mto, mt, tão, tao, demais, super, bem, que, mó, pra caramba, pakas, tanto, total
    intensifier: totalmente, bastante, puro, pura, mais, dmais
    diminisher: pouco, um pouco, quase, meio, pouquinho, um tanto
    turn: mas, porém, porem, só, so, apenas, e sim, hoje é, bora
    everyday: rage, date, sale, fora, pain, content, once, pose, rip
    word: da, do, das, dos, um, uma, meu, minha, brasil, brasileiro, brasileira, vida, noite, dia
    word: porto alegre
    explicit sad: morreu, morr*, faleceu, falec*, partiu cedo, se foi, foi embora, foi pro céu, no céu
    explicit sad: arrasad*, devastad*, despedaç*, destruíd*, partid* por dentro, acabad* por dentro, ferid*
    explicit sad: ferida*, ausência, abandono, solitári*, sozinha de novo, sozinho de novo
    explicit sad: me sinto sozinh*, tão sozinh*, perdi minha, perdi meu, perdi o meu, te perder
    explicit sad: acabou tudo, nosso fim, me traiu, traíd*, traição, enganad*, doloros*, sofrido
    explicit sad: sofrimento, angustiad*, vazio, cinza por dentro, desmotivad*, fracass*, reprovei
    explicit sad: fui demitid*, demitid*, despedir, lament*, arrepend*, olhos inchados, sem forças
    explicit sad: sem vontade, não tô bem, não estou bem, tô mal, me sinto mal, dia horrível, dia ruim
    explicit sad: semana difícil, pranto, soluç*, desespero, desesperad*, melanco, cortar os pulsos, sad
    explicit sad: doído, doída, que dó, coração doendo, chororô, abalad*, inconsol*, moído
    word: morrendo de rir, morri de rir, morro de rir, morri rindo, vazio sanitário, morrinho
    word: lágrimas de alegria, lágrimas de felicidade, chorando de alegria, chorar de alegria
    word: chorei de alegria, chorando de felicidade, chorei de felicidade, chorar de felicidade, morro da
    word: no morro, morro do, morros, morretes
    explicit happy: lágrimas de alegria, lágrimas de felicidade, chorando de alegria, chorar de alegria
    explicit happy: chorei de alegria, chorando de felicidade, chorei de felicidade, chorar de felicidade
    explicit happy: nada de estresse, sem estresse, zero estresse, amo minha vida, amo a vida, vida boa
    explicit happy: que vida boa, dia perfeito, noite perfeita, melhor presente, melhor notícia
    explicit happy: boa notícia, ótima notícia, sonho realizado, realizei meu sonho, sonho virou, radiante
    explicit happy: sorriso*, sorridente, satisfeit*, entusiasm*, júbilo, sortud*, que sorte, abenç*
    explicit happy: agradec*, agradecid*, encantad*, maravilh*, maravilhos*, incrível dia, que dia lindo
    explicit happy: que dia incrível, dia lindo, ganhei, ganhamos, venci, vencemos, passei, fui aceit*
    explicit happy: fui contratad*, contratad*, consegui o emprego, campeão, campeã, campeões, top demais
    explicit happy: bom astral, alto astral, astral lá, de bem, gente feliz, coração quentinho
    explicit happy: quentinho no coração, amei, amando, adorei, tô amando, plen*
    explicit dark: que ódio, ódio, que raiva, raiva, raivinha, irritante, irritantes, que saco, cansei de
    explicit dark: farta, farto, cheia de, de saco, puta que, pqp, porra, que droga, desgraça, desgraçad*
    explicit dark: maldit*, injusto, injustiça, sem vergonha, cara de pau, folgad*, absurdo isso
    explicit dark: um absurdo, que absurdo, palhaçada essa, inaceitável, me roubaram, golpe, caí num golpe
    explicit dark: insuportável, não suporto, não aguento essa, nojo, que nojo, nojent*, rancoros*
    explicit dark: vingativ*, brig*, briguei, brigando, gritar de raiva, explodir de raiva
    explicit dark: sangue nos olhos, pistola, pistolei, full pistola, putaç*, horror, horrív*, horroros*
    explicit dark: pavor, aterrorizante, fantasma*, demôni*, demoníac*, diabo, sangrent*, cruel, perverso
    explicit dark: penumbra, suspense, preocupad*, inquiet*, aflit*, aflição, nervosismo, ansiedade
    explicit dark: estressad*, estressante, surtei, surtando, tóxic*, abismo, me dá medo, tô com medo
    explicit dark: medonh*, calafrio*
    word: sem raiva, raiva passou, estresse zero
    explicit calm: descansar, descansando, descanso, respirar, respirando, respiro, em silêncio, harmonia
    explicit calm: pausa, sem preocupação, desacelerar, desconect*, meditar, meditando, soneca, cochilo
    explicit calm: rede na varanda, cobertinha, mantinha, clima tranquilo, que paz, paz interior, tudo flui
    explicit calm: devagar, sem correria, lembrando, lembranças, recordaç*, recordar, minha infância
    explicit calm: de quando eu era, quando eu era, quando era crianç*, bons tempos, velhos tempos
    explicit calm: que tempos, anos dourados, tempo bom, flutuando, sonho bom, relaxad*, relaxament*
    explicit calm: aconchego, preguicite, domingo preguiç*, vibe boa, boas vibes, good vibe, vibe tranquila
    explicit energetic: vai ter festa, partiu festa, partiu balada, bora dançar, dançando a noite
    explicit energetic: dançar a noite, noite toda dançando, a noite toda, até de manhã, pegar fogo
    explicit energetic: pegou fogo, pegando fogo, tá on, ligad* no 220, no 220, energia lá, energia máxima
    explicit energetic: mão pra cima, mãos pra cima, joga a mão, sai do chão, loucura, que loucura, euforia
    explicit energetic: frenétic*, bagunç*, quebrando tudo, tacar fogo, zoou geral, resenha, rolezão, after
    explicit energetic: carnaval começou, folia, foliã*, bloquinho, bloco na rua, agitando, empolgação
    explicit energetic: a todo vapor, com tudo
    explicit playful: ri tanto, ri demais, rio sozinh*, rir sozinh*, rindo sozinh*, rimos tanto, rindo até
    explicit playful: rindo litros, ri litros, ria, riram, ridícul*, bobo, boba, bobag*, bobinh*, besteir*
    explicit playful: palhaçada, palhaça, meme, memes, paródia, cômic*, comédia, trolla*, trolei, travess*
    explicit playful: tirando sarro, sarro, caçoar, tontice, que figura, figuraça, sem noção 😂
    explicit playful: muito bom kkk, pérola, é cada uma, tô morta, tô morto, morta 😂
    explicit romantic: te adoro, amar você, amando você, você é meu, você é minha, com você tudo
    explicit romantic: do teu lado, do seu lado, pra sempre juntos, juntos pra sempre
    explicit romantic: aniversário de namoro, anos de namoro, casa comigo, aliança, noivad*, noivei
    explicit romantic: ficamos noivos, noivos, disse sim, eu disse sim, recém casados, meu marido e eu
    explicit romantic: minha esposa e eu, meu boy, meu gato, minha gata, crush, paquer*, seduz*, tesão
    explicit romantic: primeiro beijo, abraçar você, borboletas no estômago, borboletas, serenata, dengo
    explicit romantic: denguinho, conchinha
    word: até chorar, às lágrimas
    explicit sad: peito aperta, peito apertado, aperta o peito, alma partida, doeu na alma
    explicit dark: sangue ferve, sangue fervendo, ferve o sangue
    word: doeu a barriga, doer a barriga
    possibility: posso, podia, poderia, pode, poderíamos
    comparison: mais
    dislike: odeio, odeia, detesto
    """
}
