<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ro">
<context>
    <name>Backend</name>
    <message>
        <source>Datasets</source>
        <translation>Seturi de date</translation>
    </message>
    <message>
        <source>A session reads its training set batch by batch, again and again, and another one whole. In the cache a batch is one binary value of 80 KB, with the session in its key, so that it goes with the session. SQLite reads the same bytes in this process, and a cache in front of it has little to win; Cassandra is asked over the network, and when it is out of reach, what is cached goes on being served. A new version of a set invalidates all that was kept of it</source>
        <translation>O sesiune își citește setul de antrenare lot cu lot, iar și iar, și un altul întreg. În cache un lot este o singură valoare binară de 80 KB, cu sesiunea în cheia ei, așa că pleacă odată cu sesiunea. SQLite citește aceiași octeți în acest proces, iar un cache în fața lui are puțin de câștigat; Cassandra este întrebată prin rețea și, când nu se ajunge la ea, ce este în cache continuă să fie servit. O versiune nouă a unui set invalidează tot ce s-a păstrat din el</translation>
    </message>
    <message>
        <source>How bright the images are from top to bottom: a sneaker and an ankle boot</source>
        <translation>Cât de luminoase sunt imaginile de sus în jos: un pantof sport și o gheată</translation>
    </message>
    <message>
        <source>Predictions</source>
        <translation>Predicții</translation>
    </message>
    <message>
        <source>A delivery service asks its models how long an order takes, and why. The models are boosted trees that are really trained and really evaluated. A number alone comes nearly as fast from the model as from a cache: keeping it gains little. The reasons behind it take hundreds of times longer, and there a cache pays. A retrained model publishes a version and with it new keys: the old ones are orphans, which nobody deletes and their TTL ends</source>
        <translation>Un serviciu de livrări își întreabă modelele cât durează o comandă și de ce. Modelele sunt arbori cu gradient boosting, antrenați și evaluați cu adevărat. Un număr singur vine aproape la fel de repede de la model ca dintr-un cache: păstrarea lui câștigă puțin. Motivele din spatele lui durează de sute de ori mai mult, iar acolo un cache merită. Un model reantrenat publică o versiune și, odată cu ea, chei noi: cele vechi sunt orfane, pe care nimeni nu le șterge și pe care le încheie TTL-ul lor</translation>
    </message>
    <message>
        <source>Minutes by distance, in three cities</source>
        <translation>Minute după distanță, în trei orașe</translation>
    </message>
    <message>
        <source>hit ratio back at %1 after %2</source>
        <translation>rata de nimeriri a revenit la %1 după %2</translation>
    </message>
    <message>
        <source>the cache does not answer: reads fall back to the store</source>
        <translation>cache-ul nu răspunde: citirile trec la baza de date</translation>
    </message>
    <message>
        <source>the cache answers again after %1; %2 operations went without it</source>
        <translation>cache-ul răspunde din nou după %1; %2 operații s-au făcut fără el</translation>
    </message>
    <message>
        <source>the primary is %1 now</source>
        <translation>primarul este acum %1</translation>
    </message>
    <message>
        <source>stage %1: %2 users</source>
        <translation>etapa %1: %2 utilizatori</translation>
    </message>
    <message>
        <source>stage %1: %2 operations a second</source>
        <translation>etapa %1: %2 operații pe secundă</translation>
    </message>
    <message>
        <source>DEL %1, %2 keys</source>
        <translation>DEL %1, %2 chei</translation>
    </message>
    <message>
        <source>the server was restarted or replaced (its run_id changed)</source>
        <translation>serverul a fost repornit sau înlocuit (run_id s-a schimbat)</translation>
    </message>
    <message>
        <source>the server is a replica now</source>
        <translation>serverul este acum replică</translation>
    </message>
    <message>
        <source>the server is out of memory (OOM)</source>
        <translation>serverul a rămas fără memorie (OOM)</translation>
    </message>
    <message>
        <source>the server refuses writes because it cannot save (MISCONF)</source>
        <translation>serverul refuză scrierile fiindcă nu poate salva (MISCONF)</translation>
    </message>
    <message>
        <source>The run has no cache at the moment, so there is nothing to invalidate</source>
        <translation>Rularea nu are cache în acest moment, deci nu este nimic de invalidat</translation>
    </message>
    <message>
        <source>the %1 data was being made with least priority</source>
        <translation>datele %1 se generau cu prioritate minimă</translation>
    </message>
    <message>
        <source>the hypervisor took %1 of the CPU time</source>
        <translation>hipervizorul a luat %1 din timpul procesorului</translation>
    </message>
    <message>
        <source>other programs used %1 of %2 cores</source>
        <translation>alte programe au folosit %1 din %2 nuclee</translation>
    </message>
    <message>
        <source>client and servers share %1 cores</source>
        <translation>clientul și serverele împart %1 nuclee</translation>
    </message>
    <message>
        <source>Little&apos;s law gives %1, outside %2 to %3</source>
        <translation>legea lui Little dă %1, în afara intervalului %2–%3</translation>
    </message>
    <message>
        <source>%1 of %2 checked answers were wrong</source>
        <translation>%1 din %2 răspunsuri verificate au fost greșite</translation>
    </message>
    <message>
        <source>%1 of %2 checked answers were missing</source>
        <translation>%1 din %2 răspunsuri verificate au lipsit</translation>
    </message>
    <message>
        <source>%1 of %2 checked answers were stale, by up to %3</source>
        <translation>%1 din %2 răspunsuri verificate au fost învechite, cu până la %3</translation>
    </message>
    <message>
        <source>one of CacheDeck&apos;s own threads was %1 busy: it set the pace, not the servers</source>
        <translation>unul dintre firele CacheDeck a fost ocupat %1: el a dat ritmul, nu serverele</translation>
    </message>
    <message>
        <source>not steady: the median moved by %1 over the run</source>
        <translation>nestaționar: mediana s-a deplasat cu %1 în timpul rulării</translation>
    </message>
    <message>
        <source>%1 reads fell back to the store because the cache did not answer</source>
        <translation>%1 citiri au trecut la baza de date fiindcă cache-ul nu a răspuns</translation>
    </message>
    <message>
        <source>%1 errors and %2 timeouts</source>
        <translation>%1 erori și %2 depășiri de timp</translation>
    </message>
    <message>
        <source>generated data: %1</source>
        <translation>date generate: %1</translation>
    </message>
    <message>
        <source>in-process store: %1 runs inside CacheDeck</source>
        <translation>bază de date în proces: %1 rulează în CacheDeck</translation>
    </message>
    <message>
        <source>%1 movies in SQLite, seed %2</source>
        <translation>%1 filme în SQLite, sămânța %2</translation>
    </message>
    <message>
        <source>%1 items in SQLite, seed %2</source>
        <translation>%1 elemente în SQLite, sămânța %2</translation>
    </message>
    <message>
        <source>%1 ms of computation in each store read of %2</source>
        <translation>%1 ms de calcul în fiecare citire a %2 din baza de date</translation>
    </message>
    <message>
        <source>Waiting for another CacheDeck that makes %1 %2</source>
        <translation>Se așteaptă un alt CacheDeck care generează %1 %2</translation>
    </message>
    <message>
        <source>Checking %1 %2</source>
        <translation>Se verifică %1 %2</translation>
    </message>
    <message>
        <source>Making %1 %2</source>
        <translation>Se generează %1 %2</translation>
    </message>
    <message>
        <source>Making indexes over %1 %2</source>
        <translation>Se construiesc indecși peste %1 %2</translation>
    </message>
    <message>
        <source>Finishing %1 %2</source>
        <translation>Se finalizează %1 %2</translation>
    </message>
    <message>
        <source>movies</source>
        <translation>filme</translation>
    </message>
    <message>
        <source>items</source>
        <translation>elemente</translation>
    </message>
    <message>
        <source>Copying the data for %1</source>
        <translation>Se copiază datele pentru %1</translation>
    </message>
    <message>
        <source>Reading what can be asked for</source>
        <translation>Se citește ce poate fi cerut</translation>
    </message>
    <message>
        <source>Measuring</source>
        <translation>Se măsoară</translation>
    </message>
    <message>
        <source>Warming up</source>
        <translation>Încălzire</translation>
    </message>
    <message>
        <source>Stopped while the data was being prepared</source>
        <translation>Oprit în timp ce se pregăteau datele</translation>
    </message>
    <message>
        <source>Stopped while connecting</source>
        <translation>Oprit în timpul conectării</translation>
    </message>
    <message>
        <source>The workload &quot;%1&quot; has no data of its own: name the store with its URL</source>
        <translation>Sarcina &quot;%1&quot; nu are date proprii: numiți baza de date prin URL</translation>
    </message>
    <message>
        <source>no answer within %1 ms</source>
        <translation>niciun răspuns în %1 ms</translation>
    </message>
    <message>
        <source>no answer in time</source>
        <translation>niciun răspuns la timp</translation>
    </message>
    <message>
        <source>no connection within %1 ms</source>
        <translation>nicio conexiune în %1 ms</translation>
    </message>
    <message>
        <source>no connection in time</source>
        <translation>nicio conexiune la timp</translation>
    </message>
    <message>
        <source>the connection was closed because an earlier command got no answer in time</source>
        <translation>conexiunea a fost închisă fiindcă o comandă anterioară nu a primit răspuns la timp</translation>
    </message>
    <message>
        <source>the connection was closed because another command was cancelled</source>
        <translation>conexiunea a fost închisă fiindcă o altă comandă a fost anulată</translation>
    </message>
    <message>
        <source>the connection was closed</source>
        <translation>conexiunea a fost închisă</translation>
    </message>
    <message>
        <source>the connection is closed</source>
        <translation>conexiunea este închisă</translation>
    </message>
    <message>
        <source>Connect again</source>
        <translation>Conectați-vă din nou</translation>
    </message>
    <message>
        <source>Is the server stopped or overloaded?</source>
        <translation>Este serverul oprit sau supraîncărcat?</translation>
    </message>
    <message>
        <source>Is the server stopped, or is this a port without TLS (redis:// instead of rediss://)?</source>
        <translation>Este serverul oprit, sau este un port fără TLS (redis:// în loc de rediss://)?</translation>
    </message>
    <message>
        <source>the server closed the connection</source>
        <translation>serverul a închis conexiunea</translation>
    </message>
    <message>
        <source>the server reset the connection</source>
        <translation>serverul a resetat conexiunea</translation>
    </message>
    <message>
        <source>the network no longer reaches the server</source>
        <translation>rețeaua nu mai ajunge la server</translation>
    </message>
    <message>
        <source>reading failed: %1</source>
        <translation>citirea a eșuat: %1</translation>
    </message>
    <message>
        <source>Is this a port without TLS? Then use redis:// instead of rediss://</source>
        <translation>Este un port fără TLS? Atunci folosiți redis:// în loc de rediss://</translation>
    </message>
    <message>
        <source>Is this a TLS port? Then use rediss:// instead of redis://</source>
        <translation>Este un port TLS? Atunci folosiți rediss:// în loc de redis://</translation>
    </message>
    <message>
        <source>The connection was closed</source>
        <translation>Conexiunea a fost închisă</translation>
    </message>
    <message>
        <source>the port speaks TLS</source>
        <translation>portul vorbește TLS</translation>
    </message>
    <message>
        <source>the port does not speak TLS</source>
        <translation>portul nu vorbește TLS</translation>
    </message>
    <message>
        <source>Use rediss:// instead of redis://</source>
        <translation>Folosiți rediss:// în loc de redis://</translation>
    </message>
    <message>
        <source>Use redis:// instead of rediss://</source>
        <translation>Folosiți redis:// în loc de rediss://</translation>
    </message>
    <message>
        <source>not a Redis server: it says &quot;%1&quot;</source>
        <translation>nu este un server Redis: spune &quot;%1&quot;</translation>
    </message>
    <message>
        <source>not a Redis server</source>
        <translation>nu este un server Redis</translation>
    </message>
    <message>
        <source>Check the port</source>
        <translation>Verificați portul</translation>
    </message>
    <message>
        <source>the server sent %1</source>
        <translation>serverul a trimis %1</translation>
    </message>
    <message>
        <source>the path of the Unix socket is too long</source>
        <translation>calea socket-ului Unix este prea lungă</translation>
    </message>
    <message>
        <source>Use a path of at most %1 bytes</source>
        <translation>Folosiți o cale de cel mult %1 octeți</translation>
    </message>
    <message>
        <source>nothing listens there</source>
        <translation>nimic nu ascultă acolo</translation>
    </message>
    <message>
        <source>nothing listens on this Unix socket</source>
        <translation>nimic nu ascultă pe acest socket Unix</translation>
    </message>
    <message>
        <source>Is the server running, and is the address right?</source>
        <translation>Rulează serverul, și este adresa corectă?</translation>
    </message>
    <message>
        <source>there is no such Unix socket</source>
        <translation>nu există un asemenea socket Unix</translation>
    </message>
    <message>
        <source>Is the server running, and is the path right?</source>
        <translation>Rulează serverul, și este calea corectă?</translation>
    </message>
    <message>
        <source>the host name is not known</source>
        <translation>numele gazdei nu este cunoscut</translation>
    </message>
    <message>
        <source>Check the spelling and the name server</source>
        <translation>Verificați ortografia și serverul de nume</translation>
    </message>
    <message>
        <source>this user may not open the Unix socket</source>
        <translation>acest utilizator nu poate deschide socket-ul Unix</translation>
    </message>
    <message>
        <source>Check its permissions (unixsocketperm)</source>
        <translation>Verificați-i permisiunile (unixsocketperm)</translation>
    </message>
    <message>
        <source>no connection: the host does not answer</source>
        <translation>nicio conexiune: gazda nu răspunde</translation>
    </message>
    <message>
        <source>Is the host up, and does a firewall let the port through?</source>
        <translation>Este gazda pornită, și lasă un paravan de protecție portul liber?</translation>
    </message>
    <message>
        <source>no connection: %1</source>
        <translation>nicio conexiune: %1</translation>
    </message>
    <message>
        <source>Check the address and the network</source>
        <translation>Verificați adresa și rețeaua</translation>
    </message>
    <message>
        <source>Give a password (and a user, where the server has ACLs)</source>
        <translation>Dați o parolă (și un utilizator, unde serverul are ACL)</translation>
    </message>
    <message>
        <source>Check the user name and the password</source>
        <translation>Verificați numele de utilizator și parola</translation>
    </message>
    <message>
        <source>Check the password</source>
        <translation>Verificați parola</translation>
    </message>
    <message>
        <source>Connect without a password</source>
        <translation>Conectați-vă fără parolă</translation>
    </message>
    <message>
        <source>Connect without a password, or give a user</source>
        <translation>Conectați-vă fără parolă, sau dați un utilizator</translation>
    </message>
    <message>
        <source>Ask the server&apos;s administrator to allow this command or key for your user</source>
        <translation>Cereți administratorului serverului să permită această comandă sau cheie utilizatorului dumneavoastră</translation>
    </message>
    <message>
        <source>The server does not know this command, or it was renamed</source>
        <translation>Serverul nu cunoaște această comandă, sau a fost redenumită</translation>
    </message>
    <message>
        <source>The server does not know this command</source>
        <translation>Serverul nu cunoaște această comandă</translation>
    </message>
    <message>
        <source>This is a replica now: find the primary through Sentinel. The write was not done</source>
        <translation>Acum este replică: găsiți primarul prin Sentinel. Scrierea nu s-a făcut</translation>
    </message>
    <message>
        <source>The server is loading its data set: wait until it is done</source>
        <translation>Serverul își încarcă datele: așteptați până termină</translation>
    </message>
    <message>
        <source>A script keeps the server busy: SCRIPT KILL or FUNCTION KILL ends it, if it has not written yet</source>
        <translation>Un script ține serverul ocupat: SCRIPT KILL sau FUNCTION KILL îl încheie, dacă nu a scris încă</translation>
    </message>
    <message>
        <source>The server&apos;s maxmemory is reached: raise it, free keys or choose an eviction policy</source>
        <translation>S-a atins maxmemory al serverului: măriți-l, eliberați chei sau alegeți o politică de evacuare</translation>
    </message>
    <message>
        <source>The server cannot save to disk and refuses writes: see its log for the last save error</source>
        <translation>Serverul nu poate salva pe disc și refuză scrierile: vedeți ultima eroare de salvare în jurnalul lui</translation>
    </message>
    <message>
        <source>The replica has lost its primary and does not answer from old data: try another node</source>
        <translation>Replica și-a pierdut primarul și nu răspunde din date vechi: încercați alt nod</translation>
    </message>
    <message>
        <source>Fewer replicas are connected than min-replicas-to-write asks for</source>
        <translation>Sunt conectate mai puține replici decât cere min-replicas-to-write</translation>
    </message>
    <message>
        <source>The server is part of a Redis Cluster, which is not supported</source>
        <translation>Serverul face parte dintr-un Redis Cluster, care nu este acceptat</translation>
    </message>
    <message>
        <source>The server is in protected mode: connect from its own machine, or set a password or protected-mode no there</source>
        <translation>Serverul este în mod protejat: conectați-vă de pe mașina lui, sau puneți acolo o parolă ori protected-mode no</translation>
    </message>
    <message>
        <source>The server&apos;s maxclients is reached: close other clients or raise it</source>
        <translation>S-a atins maxclients al serverului: închideți alți clienți sau măriți-l</translation>
    </message>
    <message>
        <source>The key holds a value of another type: reload it</source>
        <translation>Cheia ține o valoare de alt tip: reîncărcați-o</translation>
    </message>
    <message>
        <source>CacheDeck sends this command only to servers that it started itself</source>
        <translation>CacheDeck trimite această comandă doar serverelor pe care le-a pornit singur</translation>
    </message>
    <message>
        <source>this connection is read-only</source>
        <translation>această conexiune este doar pentru citire</translation>
    </message>
    <message>
        <source>Unlock writing for a time by typing the server&apos;s name</source>
        <translation>Deblocați scrierea pentru un timp, tastând numele serverului</translation>
    </message>
    <message>
        <source>the server&apos;s certificate has expired</source>
        <translation>certificatul serverului a expirat</translation>
    </message>
    <message>
        <source>Renew it on the server</source>
        <translation>Reînnoiți-l pe server</translation>
    </message>
    <message>
        <source>the server&apos;s certificate is not valid yet</source>
        <translation>certificatul serverului nu este încă valabil</translation>
    </message>
    <message>
        <source>Check the clocks of both machines</source>
        <translation>Verificați ceasurile ambelor mașini</translation>
    </message>
    <message>
        <source>the server&apos;s certificate is self-signed</source>
        <translation>certificatul serverului este autosemnat</translation>
    </message>
    <message>
        <source>If you trust it, name it as the CA file</source>
        <translation>Dacă aveți încredere în el, numiți-l ca fișier CA</translation>
    </message>
    <message>
        <source>the server&apos;s certificate is for another name than %1</source>
        <translation>certificatul serverului este pentru alt nume decât %1</translation>
    </message>
    <message>
        <source>Connect by the name that it carries, or give that name as the TLS server name</source>
        <translation>Conectați-vă cu numele pe care îl poartă, sau dați acel nume ca nume de server TLS</translation>
    </message>
    <message>
        <source>the server&apos;s certificate is signed by an authority that is not trusted here</source>
        <translation>certificatul serverului este semnat de o autoritate care nu este de încredere aici</translation>
    </message>
    <message>
        <source>Name that authority&apos;s certificate as the CA file</source>
        <translation>Numiți certificatul acelei autorități ca fișier CA</translation>
    </message>
    <message>
        <source>the server&apos;s certificate is refused: %1</source>
        <translation>certificatul serverului este refuzat: %1</translation>
    </message>
    <message>
        <source>the TLS handshake failed: %1</source>
        <translation>negocierea TLS a eșuat: %1</translation>
    </message>
    <message>
        <source>The server may ask for a client certificate, or for another TLS version</source>
        <translation>Serverul poate cere un certificat de client, sau altă versiune de TLS</translation>
    </message>
    <message>
        <source>the address has no scheme</source>
        <translation>adresa nu are schemă</translation>
    </message>
    <message>
        <source>Begin with redis://, rediss://, redis+sentinel:// or unix://</source>
        <translation>Începeți cu redis://, rediss://, redis+sentinel:// sau unix://</translation>
    </message>
    <message>
        <source>the scheme &quot;%1&quot; is unknown</source>
        <translation>schema &quot;%1&quot; este necunoscută</translation>
    </message>
    <message>
        <source>the parameter &quot;%1&quot; is unknown here</source>
        <translation>parametrul &quot;%1&quot; este necunoscut aici</translation>
    </message>
    <message>
        <source>the host is missing</source>
        <translation>gazda lipsește</translation>
    </message>
    <message>
        <source>the host holds a character that no host name has</source>
        <translation>gazda conține un caracter pe care niciun nume de gazdă nu îl are</translation>
    </message>
    <message>
        <source>the name of the primary is missing</source>
        <translation>numele primarului lipsește</translation>
    </message>
    <message>
        <source>Add ?primary=NAME, the name that the sentinels know it by</source>
        <translation>Adăugați ?primary=NUME, numele sub care îl știu santinelele</translation>
    </message>
    <message>
        <source>only sentinels know a primary by its name</source>
        <translation>doar santinelele știu un primar după nume</translation>
    </message>
    <message>
        <source>the %1 &quot;%2&quot; is not a number from %3 to %4</source>
        <translation>%1 &quot;%2&quot; nu este un număr de la %3 la %4</translation>
    </message>
    <message>
        <source>Write it as redis://[user:password@]host[:port][/db]</source>
        <translation>Scrieți-o ca redis://[utilizator:parolă@]gazdă[:port][/db]</translation>
    </message>
    <message>
        <source>Install redis-tools, which brings the server without starting one: sudo apt install redis-tools</source>
        <translation>Instalați redis-tools, care aduce serverul fără să pornească unul: sudo apt install redis-tools</translation>
    </message>
    <message>
        <source>No Redis or Valkey server was found on this machine</source>
        <translation>Pe această mașină nu s-a găsit niciun server Redis sau Valkey</translation>
    </message>
    <message>
        <source>%1 is not running</source>
        <translation>%1 nu rulează</translation>
    </message>
    <message>
        <source>%1 is paused</source>
        <translation>%1 este în pauză</translation>
    </message>
    <message>
        <source>Restart it first</source>
        <translation>Reporniți-l mai întâi</translation>
    </message>
    <message>
        <source>%1 runs already</source>
        <translation>%1 rulează deja</translation>
    </message>
    <message>
        <source>Kill it first</source>
        <translation>Opriți-l mai întâi</translation>
    </message>
    <message>
        <source>No sentinel runs that could be asked for a failover</source>
        <translation>Nu rulează nicio santinelă căreia să i se ceară o comutare</translation>
    </message>
    <message>
        <source>Restart a sentinel</source>
        <translation>Reporniți o santinelă</translation>
    </message>
    <message>
        <source>No replica is fit to take over; wait until one is linked to the primary</source>
        <translation>Nicio replică nu poate prelua; așteptați până una este legată de primar</translation>
    </message>
    <message>
        <source>No sentinel answers, so nobody says which server is the primary</source>
        <translation>Nicio santinelă nu răspunde, deci nimeni nu spune care server este primarul</translation>
    </message>
    <message>
        <source>The sentinels did not agree within %1 ms</source>
        <translation>Santinelele nu s-au înțeles în %1 ms</translation>
    </message>
    <message>
        <source>%1 did not answer in time: %2</source>
        <translation>%1 nu a răspuns la timp: %2</translation>
    </message>
    <message>
        <source>Is the machine overloaded?</source>
        <translation>Este mașina supraîncărcată?</translation>
    </message>
    <message>
        <source>the sentinels know no primary called &quot;%1&quot;</source>
        <translation>santinelele nu cunosc niciun primar numit &quot;%1&quot;</translation>
    </message>
    <message>
        <source>Check the name after ?primary=; SENTINEL MASTERS lists those they know</source>
        <translation>Verificați numele de după ?primary=; SENTINEL MASTERS îi arată pe cei cunoscuți</translation>
    </message>
    <message>
        <source>A failover may be running; try again in a few seconds</source>
        <translation>Poate se desfășoară o comutare; încercați din nou peste câteva secunde</translation>
    </message>
    <message>
        <source>the server was restarted meanwhile, so the place in its keys is lost</source>
        <translation>serverul a fost repornit între timp, deci locul între chei s-a pierdut</translation>
    </message>
    <message>
        <source>Scan again</source>
        <translation>Scanează din nou</translation>
    </message>
    <message>
        <source>The history of runs (%1): %2</source>
        <translation>Istoricul rulărilor (%1): %2</translation>
    </message>
    <message>
        <source>The history of runs (%1) is damaged: %2</source>
        <translation>Istoricul rulărilor (%1) este deteriorat: %2</translation>
    </message>
    <message>
        <source>The history of runs (%1) was written by a later CacheDeck (version %2 of its tables, known is %3)</source>
        <translation>Istoricul rulărilor (%1) a fost scris de un CacheDeck mai nou (versiunea %2 a tabelelor, cunoscută e %3)</translation>
    </message>
    <message>
        <source>There is no room for it: free some space on that disk, or delete earlier runs</source>
        <translation>Nu are loc: eliberați spațiu pe acel disc sau ștergeți rulări anterioare</translation>
    </message>
    <message>
        <source>It was kept as %1, and a new history was begun</source>
        <translation>A fost păstrat ca %1 și s-a început un istoric nou</translation>
    </message>
    <message>
        <source>This run measured nothing that could be shown</source>
        <translation>Această rulare nu a măsurat nimic ce poate fi arătat</translation>
    </message>
    <message>
        <source>This run is not in the history any more</source>
        <translation>Această rulare nu mai este în istoric</translation>
    </message>
    <message>
        <source>database or disk is full</source>
        <translation>baza de date sau discul este plin</translation>
    </message>
    <message>
        <source>%1 holds %2 up to %3 operations a second; at %4 it does not</source>
        <translation>%1 respectă %2 până la %3 operații pe secundă; la %4 nu</translation>
    </message>
    <message>
        <source>%1 holds %2 at %3 operations a second, the highest rate tried</source>
        <translation>%1 respectă %2 la %3 operații pe secundă, cea mai mare rată încercată</translation>
    </message>
    <message>
        <source>%1 does not hold %2 at %3 operations a second, the first rate</source>
        <translation>%1 nu respectă %2 la %3 operații pe secundă, prima rată</translation>
    </message>
    <message>
        <source>ended, because it does not hold: %1</source>
        <translation>încheiată, fiindcă nu se respectă: %1</translation>
    </message>
    <message>
        <source>The file is damaged, or not an SQLite database</source>
        <translation>Fișierul este deteriorat sau nu este o bază de date SQLite</translation>
    </message>
    <message>
        <source>the cache is down: reads fall back to the store</source>
        <translation>cache-ul este oprit: citirile trec la baza de date</translation>
    </message>
    <message>
        <source>the cache does not respond within %1 ms: reads fall back to the store</source>
        <translation>cache-ul nu răspunde în %1 ms: citirile trec la baza de date</translation>
    </message>
    <message>
        <source>the cache takes no writes (READONLY): fills and invalidations are refused</source>
        <translation>cache-ul nu primește scrieri (READONLY): umplerile și invalidările sunt refuzate</translation>
    </message>
    <message>
        <source>the cache is out of memory (OOM): fills are refused</source>
        <translation>cache-ul a rămas fără memorie (OOM): umplerile sunt refuzate</translation>
    </message>
    <message>
        <source>the cache refuses writes because it cannot save (MISCONF)</source>
        <translation>cache-ul refuză scrierile fiindcă nu poate salva (MISCONF)</translation>
    </message>
    <message>
        <source>the cache answers with errors: reads fall back to the store</source>
        <translation>cache-ul răspunde cu erori: citirile trec la baza de date</translation>
    </message>
    <message>
        <source>the primary store does not respond within %1 ms</source>
        <translation>baza de date nu răspunde în %1 ms</translation>
    </message>
    <message>
        <source>the primary store fails</source>
        <translation>baza de date dă erori</translation>
    </message>
    <message>
        <source>the primary store answers again after %1 s; %2 operations failed</source>
        <translation>baza de date răspunde din nou după %1 s; %2 operații au eșuat</translation>
    </message>
    <message>
        <source>the primary store failed from %1 s to %2 s: %3 errors, %4 timeouts</source>
        <translation>baza de date a eșuat de la %1 s la %2 s: %3 erori, %4 depășiri de timp</translation>
    </message>
    <message>
        <source>the primary store failed during the run</source>
        <translation>baza de date a eșuat în timpul rulării</translation>
    </message>
    <message>
        <source>steady after %1 s of warm-up</source>
        <translation>staționar după %1 s de încălzire</translation>
    </message>
    <message>
        <source>not steady after %1 s of warm-up: %2</source>
        <translation>nestaționar după %1 s de încălzire: %2</translation>
    </message>
    <message>
        <source>the hit ratio still rises by %1 points</source>
        <translation>rata de nimeriri încă urcă cu %1 puncte</translation>
    </message>
    <message>
        <source>the hit ratio still falls by %1 points</source>
        <translation>rata de nimeriri încă scade cu %1 puncte</translation>
    </message>
    <message>
        <source>the median still moves by %1</source>
        <translation>mediana încă se mișcă cu %1</translation>
    </message>
    <message>
        <source>too little was done to tell</source>
        <translation>s-a făcut prea puțin ca să se poată spune</translation>
    </message>
    <message>
        <source>response p99 is %1 ms, service p99 %2 ms: while the path stalled, operations that were due waited for their turn; a tool that times only what it has sent would report %3 ms</source>
        <translation>p99 al răspunsului este %1 ms, al serviciului %2 ms: cât timp calea a stat, operațiile scadente și-au așteptat rândul; o unealtă care cronometrează doar ce a trimis ar raporta %3 ms</translation>
    </message>
    <message>
        <source>needs %1 slices of each path, has %2</source>
        <translation>necesită %1 felii din fiecare cale, are %2</translation>
    </message>
    <message>
        <source>needs %1 reads on each side, has %2</source>
        <translation>necesită %1 citiri de fiecare parte, are %2</translation>
    </message>
    <message>
        <source>nothing succeeded on one side</source>
        <translation>pe una dintre părți nu a reușit nimic</translation>
    </message>
    <message>
        <source>the server did not tell (INFO)</source>
        <translation>serverul nu a spus (INFO)</translation>
    </message>
    <message>
        <source>the run ended on another server than it began on, or that was restarted</source>
        <translation>rularea s-a încheiat pe alt server decât cel pe care a început, sau pe unul repornit</translation>
    </message>
    <message>
        <source>%1 acknowledged writes are not in the store</source>
        <translation>%1 scrieri confirmate nu sunt în baza de date</translation>
    </message>
    <message>
        <source>the store refused %1 writes that had been acknowledged</source>
        <translation>baza de date a refuzat %1 scrieri care fuseseră confirmate</translation>
    </message>
    <message>
        <source>%1 ms between store read and fill on %2</source>
        <translation>%1 ms între citirea din baza de date și umplere pe %2</translation>
    </message>
    <message>
        <source>A near cache needs RESP3 and CLIENT TRACKING (Redis 6 or later, or Valkey), but %1 speaks RESP2 only. Choose another strategy, or a newer server</source>
        <translation>Un cache apropiat cere RESP3 și CLIENT TRACKING (Redis 6 sau mai nou, ori Valkey), dar %1 vorbește doar RESP2. Alegeți altă strategie, sau un server mai nou</translation>
    </message>
    <message>
        <source>%1 to the primary store</source>
        <translation>%1 până la baza de date</translation>
    </message>
    <message>
        <source>connecting: %1</source>
        <translation>conectare: %1</translation>
    </message>
    <message>
        <source>it did not confirm in time</source>
        <translation>nu a confirmat la timp</translation>
    </message>
    <message>
        <source>the broker says %1</source>
        <translation>brokerul spune %1</translation>
    </message>
    <message>
        <source>the group did not take us in time</source>
        <translation>grupul nu ne-a primit la timp</translation>
    </message>
    <message>
        <source>the topic is missing</source>
        <translation>lipsește topicul</translation>
    </message>
    <message>
        <source>this is no address of a broker</source>
        <translation>aceasta nu este adresa unui broker</translation>
    </message>
    <message>
        <source>the broker&apos;s address has no scheme that is known</source>
        <translation>adresa brokerului nu are o schemă cunoscută</translation>
    </message>
    <message>
        <source>Check user, password (CACHEDECK_BROKER_PASSWORD) and virtual host</source>
        <translation>Verificați utilizatorul, parola (CACHEDECK_BROKER_PASSWORD) și gazda virtuală</translation>
    </message>
    <message>
        <source>Write it as amqp://[user@]host[:port][/vhost] or kafka://[user@]host[:port]/topic (amqps and kafkas over TLS)</source>
        <translation>Scrieți-o ca amqp://[utilizator@]gazdă[:port][/vhost] sau kafka://[utilizator@]gazdă[:port]/topic (amqps și kafkas prin TLS)</translation>
    </message>
    <message>
        <source>%1 to the cache</source>
        <translation>%1 până la cache</translation>
    </message>
    <message>
        <source>%1 of %2 cached keys are orphans of earlier versions; their TTL ends them</source>
        <translation>%1 din %2 chei din cache sunt orfane ale unor versiuni mai vechi; TTL-ul lor le încheie</translation>
    </message>
    <message>
        <source>in-process computation: %1 run inside CacheDeck</source>
        <translation>calcul în proces: %1 rulează în CacheDeck</translation>
    </message>
    <message>
        <source>%1 orders in SQLite, seed %2</source>
        <translation>%1 comenzi în SQLite, sămânța %2</translation>
    </message>
    <message>
        <source>A name has small letters, digits and &quot;-&quot;, such as orders</source>
        <translation>Un nume are litere mici, cifre și „-”, de exemplu orders</translation>
    </message>
    <message>
        <source>Name the store, such as sqlite:/data/shop.db</source>
        <translation>Numiți baza de date, de exemplu sqlite:/data/shop.db</translation>
    </message>
    <message>
        <source>Write the query, such as SELECT * FROM orders WHERE id = :id</source>
        <translation>Scrieți interogarea, de exemplu SELECT * FROM orders WHERE id = :id</translation>
    </message>
    <message>
        <source>Say where the values of %1 come from, such as 1..1000</source>
        <translation>Spuneți de unde vin valorile lui %1, de exemplu 1..1000</translation>
    </message>
    <message>
        <source>Write the key, such as order:{id}</source>
        <translation>Scrieți cheia, de exemplu order:{id}</translation>
    </message>
    <message>
        <source>The query gives no row%1. Choose values that are there</source>
        <translation>Interogarea nu dă niciun rând%1. Alegeți valori care există</translation>
    </message>
    <message>
        <source>The cache did not give back what was put into it</source>
        <translation>Cache-ul nu a dat înapoi ce i s-a pus</translation>
    </message>
    <message>
        <source>The answer has %1 MB; a cache is no place for it</source>
        <translation>Răspunsul are %1 MB; locul lui nu este într-un cache</translation>
    </message>
    <message>
        <source>The receivers of events are behind, and their queue is full</source>
        <translation>Destinatarii evenimentelor sunt în urmă, iar coada lor este plină</translation>
    </message>
    <message>
        <source>the primary store does not respond within %1 ms; %2 reads were answered from the cache</source>
        <translation>baza de date nu răspunde în %1 ms; %2 citiri au primit răspuns din cache</translation>
    </message>
    <message>
        <source>the primary store fails; %1 reads were answered from the cache</source>
        <translation>baza de date dă erori; %1 citiri au primit răspuns din cache</translation>
    </message>
    <message>
        <source>the primary store answers again after %1 s; %2 operations failed, %3 reads were answered from the cache</source>
        <translation>baza de date răspunde din nou după %1 s; %2 operații au eșuat, %3 citiri au primit răspuns din cache</translation>
    </message>
    <message>
        <source>EXPIRE %1, %2 keys in %3 s</source>
        <translation>EXPIRE %1, %2 chei în %3 s</translation>
    </message>
    <message>
        <source>%1 %2 in %3, seed %4</source>
        <translation>%1 %2 în %3, sămânța %4</translation>
    </message>
    <message>
        <source>stand-in store: %1</source>
        <translation>bază de date înlocuitoare: %1</translation>
    </message>
    <message>
        <source>page views</source>
        <translation>vizualizări de pagini</translation>
    </message>
    <message>
        <source>runs</source>
        <translation>antrenări</translation>
    </message>
    <message>
        <source>Movies</source>
        <translation>Filme</translation>
    </message>
    <message>
        <source>A film&apos;s page is a join over seven tables in SQLite, or one document in MongoDB. Keep it as a JSON string or as a hash, and see what an edit costs: cache-aside deletes the key, write-through stores it anew. Top lists are worked out over all films and gain the most; a page by its number gains little where the store is as near as the cache</source>
        <translation>Pagina unui film este un join peste șapte tabele în SQLite sau un singur document în MongoDB. Păstrați-o ca șir JSON sau ca hash și vedeți cât costă o modificare: cache-aside șterge cheia, write-through o scrie din nou. Clasamentele se calculează peste toate filmele și câștigă cel mai mult; o pagină cerută după număr câștigă puțin acolo unde baza de date este la fel de aproape ca memoria cache</translation>
    </message>
    <message>
        <source>How often films were rated, from the most rated one on</source>
        <translation>De câte ori au fost notate filmele, începând cu cel mai notat</translation>
    </message>
    <message>
        <source>Analytics</source>
        <translation>Statistici</translation>
    </message>
    <message>
        <source>A dashboard asks the same few questions of millions of page views, again and again. An answer is kept under a hash of its query with the question&apos;s parameters, and nobody invalidates it: views come in all the time, and the TTL alone bounds how old a figure may be. Compare SQLite, which walks its rows, with ClickHouse, which was made for such questions</source>
        <translation>Un tablou de bord pune mereu aceleași câteva întrebări despre milioane de vizualizări de pagini. Un răspuns este păstrat sub un hash al interogării, cu parametrii întrebării, și nimeni nu îl invalidează: vizualizările sosesc tot timpul, iar TTL-ul singur limitează vechimea unei cifre. Comparați SQLite, care își parcurge rândurile, cu ClickHouse, făcut pentru asemenea întrebări</translation>
    </message>
    <message>
        <source>Page views by the hour of the day</source>
        <translation>Vizualizări de pagini după ora zilei</translation>
    </message>
    <message>
        <source>Experiments</source>
        <translation>Experimente</translation>
    </message>
    <message>
        <source>A team trains models and watches the runs: summaries live for five minutes, dashboards for one. A completed run invalidates exactly what it changes, and nothing else. See how few keys a good rule deletes, and what a dashboard costs when it is worked out from two million points</source>
        <translation>O echipă antrenează modele și urmărește antrenările: rezumatele trăiesc cinci minute, tablourile de bord unul. O antrenare încheiată invalidează exact ce schimbă și nimic altceva. Vedeți cât de puține chei șterge o regulă bună și cât costă un tablou de bord calculat din două milioane de puncte</translation>
    </message>
    <message>
        <source>Accuracy of five runs, step by step</source>
        <translation>Acuratețea a cinci antrenări, pas cu pas</translation>
    </message>
    <message>
        <source>no operation succeeded</source>
        <translation>nicio operație nu a reușit</translation>
    </message>
    <message>
        <source>of %1 writes it is unknown whether they took effect: no answer came</source>
        <translation>despre %1 scrieri nu se știe dacă au avut efect: nu a venit niciun răspuns</translation>
    </message>
    <message>
        <source>the cache&apos;s size and eviction are its server&apos;s own: the scenario&apos;s are set only on servers that CacheDeck started</source>
        <translation>mărimea și evacuarea cache-ului sunt ale serverului său: cele din scenariu se pun numai pe servere pornite de CacheDeck</translation>
    </message>
    <message>
        <source>Stopped while another process makes the same data</source>
        <translation>Oprit în timp ce alt proces generează aceleași date</translation>
    </message>
    <message>
        <source>Another process makes the same data: this one gave no sign for too long</source>
        <translation>Alt proces generează aceleași date: acesta nu a dat niciun semn prea mult timp</translation>
    </message>
    <message>
        <source>%1 ms measured (median of %2)</source>
        <translation>%1 ms măsurat (mediana a %2)</translation>
    </message>
    <message>
        <source>expected a file that ends in .csv, .jsonl, .ndjson or .json</source>
        <translation>se aștepta un fișier care se termină în .csv, .jsonl, .ndjson sau .json</translation>
    </message>
    <message>
        <source>expected a header of title, released, runtime, tagline, overview, genres, cast</source>
        <translation>se aștepta un antet din title, released, runtime, tagline, overview, genres, cast</translation>
    </message>
    <message>
        <source>the column title is missing</source>
        <translation>lipsește coloana title</translation>
    </message>
    <message>
        <source>the column %1 is there twice</source>
        <translation>coloana %1 apare de două ori</translation>
    </message>
    <message>
        <source>expected %1 fields, as in the header, found %2</source>
        <translation>se așteptau %1 câmpuri, ca în antet; s-au găsit %2</translation>
    </message>
    <message>
        <source>expected 1 to %1 minutes</source>
        <translation>se așteptau între 1 și %1 minute</translation>
    </message>
    <message>
        <source>expected 1 to %1 bytes of UTF-8 without control characters</source>
        <translation>se așteptau între 1 și %1 octeți UTF-8, fără caractere de control</translation>
    </message>
    <message>
        <source>expected a day such as 1994-10-14</source>
        <translation>se aștepta o zi, de exemplu 1994-10-14</translation>
    </message>
    <message>
        <source>expected &quot;Name as Role&quot;, separated by |</source>
        <translation>se aștepta „Nume as Rol”, cu separatorul |</translation>
    </message>
    <message>
        <source>expected at most %1, found %2</source>
        <translation>se așteptau cel mult %1; s-au găsit %2</translation>
    </message>
    <message>
        <source>expected at most %1 movies</source>
        <translation>se așteptau cel mult %1 filme</translation>
    </message>
    <message>
        <source>expected a movie a line, found none</source>
        <translation>se aștepta câte un film pe linie; nu s-a găsit niciunul</translation>
    </message>
    <message>
        <source>a quote within a field that does not begin with one</source>
        <translation>ghilimele într-un câmp care nu începe cu ghilimele</translation>
    </message>
    <message>
        <source>a quote without its end</source>
        <translation>ghilimele care nu se închid</translation>
    </message>
    <message>
        <source>something between a quote&apos;s end and the next comma</source>
        <translation>ceva între ghilimelele de închidere și virgula următoare</translation>
    </message>
    <message>
        <source>a field of more than 1 MiB</source>
        <translation>un câmp mai mare de 1 MiB</translation>
    </message>
    <message>
        <source>a record of more than 1000 fields</source>
        <translation>o înregistrare cu mai mult de 1000 de câmpuri</translation>
    </message>
    <message>
        <source>The URL holds a password</source>
        <translation>URL-ul conține o parolă</translation>
    </message>
    <message>
        <source>Leave it out and set %1</source>
        <translation>Scoateți-o și setați %1</translation>
    </message>
    <message>
        <source>Leave it out and set PGPASSWORD, or name it in the file of PGPASSFILE</source>
        <translation>Scoateți-o și setați PGPASSWORD, sau treceți-o în fișierul din PGPASSFILE</translation>
    </message>
    <message>
        <source>Are user, password and database right? Unless it was given, it comes from %1</source>
        <translation>Sunt corecte utilizatorul, parola și baza de date? Dacă nu a fost dată, parola vine din %1</translation>
    </message>
    <message>
        <source>Are user, password and keyspace right? Unless it was given, it comes from %1</source>
        <translation>Sunt corecte utilizatorul, parola și spațiul de chei? Dacă nu a fost dată, parola vine din %1</translation>
    </message>
    <message>
        <source>a queue is full, and takes no more</source>
        <translation>o coadă este plină și nu mai primește nimic</translation>
    </message>
    <message>
        <source>Its reader is behind, or gone: the broker deletes it after half an hour without one</source>
        <translation>Cititorul ei a rămas în urmă sau a dispărut: brokerul o șterge după o jumătate de oră fără cititor</translation>
    </message>
    <message>
        <source>The queue is there with other arguments, of another version of CacheDeck or somebody&apos;s own: delete it (rabbitmqctl delete_queue) when nobody needs it</source>
        <translation>Coada există cu alte argumente, ale altei versiuni de CacheDeck sau ale altcuiva: ștergeți-o (rabbitmqctl delete_queue) dacă nu are nimeni nevoie de ea</translation>
    </message>
    <message>
        <source>Try again: it waits for the other one</source>
        <translation>Încercați din nou: va fi așteptat celălalt</translation>
    </message>
    <message>
        <source>p99 is of the %1 of operations that succeeded</source>
        <translation>p99 este al celor %1 dintre operații care au reușit</translation>
    </message>
    <message>
        <source>%1 does not hold %2 at %3 operations a second; slower steps had too few operations to tell</source>
        <translation>%1 nu respectă %2 la %3 operații pe secundă; treptele mai lente au avut prea puține operații pentru a spune ceva</translation>
    </message>
    <message>
        <source>%1: no step had operations enough to tell whether %2 holds</source>
        <translation>%1: nicio treaptă nu a avut destule operații pentru a spune dacă %2 se respectă</translation>
    </message>
    <message>
        <source>%1 needs %2 reads in a step of the search for the limit; %3 of %4 steps had fewer, the least %5: raise &quot;from&quot; or &quot;seconds_per_step&quot;</source>
        <translation>%1 are nevoie de %2 citiri într-o treaptă a căutării limitei; %3 din %4 trepte au avut mai puține, cea mai mică %5: măriți &quot;from&quot; sau &quot;seconds_per_step&quot;</translation>
    </message>
</context>
<context>
    <name>BreakEven</name>
    <message>
        <source>%1/s</source>
        <translation>%1/s</translation>
    </message>
    <message>
        <source>%1 does not pay at any hit ratio.</source>
        <translation>%1 nu merită la nicio rată de nimerire.</translation>
    </message>
    <message>
        <source>%1 pays at any hit ratio.</source>
        <translation>%1 merită la orice rată de nimerire.</translation>
    </message>
    <message>
        <source>%1 pays above a hit ratio of %2.</source>
        <translation>%1 merită peste o rată de nimerire de %2.</translation>
    </message>
    <message>
        <source>On average a hit took %1 and a miss %2, a read of %3 %4; the hit ratio was %5.</source>
        <translation>În medie, o nimerire a durat %1 și o ratare %2, iar o citire pe %3 %4; rata de nimerire a fost %5.</translation>
    </message>
    <message>
        <source>The fastest %1 of the reads were taken for the hits.</source>
        <translation>Cele mai rapide %1 din citiri au fost luate drept nimeriri.</translation>
    </message>
    <message>
        <source>hit ratio needed</source>
        <translation>rata de nimerire necesară</translation>
    </message>
    <message>
        <source>%1 does not pay even without writes: its reads are no faster.</source>
        <translation>%1 nu merită nici fără scrieri: citirile sale nu sunt mai rapide.</translation>
    </message>
    <message>
        <source>%1 pays at any share of writes.</source>
        <translation>%1 merită la orice pondere a scrierilor.</translation>
    </message>
    <message>
        <source>%1 pays at least up to %2 of writes, where each further one makes a later hit a miss.</source>
        <translation>%1 merită cel puțin până la %2 scrieri, dacă fiecare în plus face dintr-o nimerire ulterioară o ratare.</translation>
    </message>
    <message>
        <source>%1 stops paying between %2 of writes, if each further one makes a later hit a miss, and %3, if the hit ratio stays.</source>
        <translation>%1 încetează să merite între %2 scrieri, dacă fiecare în plus face dintr-o nimerire ulterioară o ratare, și %3, dacă rata de nimerire rămâne aceeași.</translation>
    </message>
    <message>
        <source>A read saves %1 and a write costs %2 more; %3 of the operations were writes.</source>
        <translation>O citire economisește %1, iar o scriere costă cu %2 mai mult; %3 din operații au fost scrieri.</translation>
    </message>
    <message>
        <source>A read saves %1 and a write %2, too; %3 of the operations were writes.</source>
        <translation>O citire economisește %1, iar o scriere tot %2; %3 din operații au fost scrieri.</translation>
    </message>
    <message>
        <source>share of writes borne</source>
        <translation>ponderea suportată a scrierilor</translation>
    </message>
    <message>
        <source>least rate</source>
        <translation>rata minimă</translation>
    </message>
    <message>
        <source>%1 pays above %2, where its hit ratio would fall to %3. That holds where misses come from expiry and keys are asked for at random moments, as the hits of a fill are then proportional to the rate; the rate was %4.</source>
        <translation>%1 merită peste %2, unde rata sa de nimerire ar scădea la %3. Aceasta e valabil când ratările vin din expirare și cheile sunt cerute la momente întâmplătoare, fiindcă atunci nimeririle unei umpleri sunt proporționale cu rata; rata a fost %4.</translation>
    </message>
    <message>
        <source>memory for 1 ms saved a second</source>
        <translation>memorie pentru 1 ms economisită pe secundă</translation>
    </message>
    <message>
        <source>%1 saves %2 of waiting each second and takes %3 of memory for that: %4 for each millisecond saved a second.</source>
        <translation>%1 economisește %2 de așteptare în fiecare secundă și ocupă pentru asta %3 de memorie: %4 pentru fiecare milisecundă economisită pe secundă.</translation>
    </message>
    <message>
        <source>%1: p99 %2 from when a read was due (response), %3 from when it was sent (service).</source>
        <translation>%1: p99 %2 din clipa în care citirea era datorată (răspuns), %3 din clipa trimiterii (serviciu).</translation>
    </message>
    <message>
        <source>In a closed loop a user asks once its last answer is there, so no read waits to be sent.</source>
        <translation>Într-o buclă închisă un utilizator cere abia după ultimul răspuns, deci nicio citire nu așteaptă să fie trimisă.</translation>
    </message>
    <message>
        <source>Reads did not wait for their turn.</source>
        <translation>Citirile nu și-au așteptat rândul.</translation>
    </message>
    <message>
        <source>This run does not tell when %1 pays: it had no miss, so what one takes is not known. On average a hit took %2, a read of %3 %4.</source>
        <translation>Rularea nu spune când merită %1: nu a avut nicio ratare, deci nu se știe cât durează una. În medie o nimerire a durat %2, iar o citire pe %3 %4.</translation>
    </message>
    <message>
        <source>This run does not tell when %1 pays: it had no hit, so what one takes is not known. On average a miss took %2, a read of %3 %4.</source>
        <translation>Rularea nu spune când merită %1: nu a avut nicio nimerire, deci nu se știe cât durează una. În medie o ratare a durat %2, iar o citire pe %3 %4.</translation>
    </message>
</context>
<context>
    <name>ChartMenu</name>
    <message>
        <source>Save the chart</source>
        <translation>Salvează graficul</translation>
    </message>
    <message>
        <source>PNG, twice the pixels (*.png);;SVG (*.svg);;PDF (*.pdf);;CSV (*.csv)</source>
        <translation>PNG, pixeli dubli (*.png);;SVG (*.svg);;PDF (*.pdf);;CSV (*.csv)</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>Salvat %1</translation>
    </message>
    <message>
        <source>Copy the chart</source>
        <translation>Copiază graficul</translation>
    </message>
    <message>
        <source>Save the chart… (PNG, SVG, PDF, CSV)</source>
        <translation>Salvează graficul… (PNG, SVG, PDF, CSV)</translation>
    </message>
    <message>
        <source>%1 is there already and was left as it is.</source>
        <translation>%1 există deja și a fost lăsat neschimbat.</translation>
    </message>
    <message>
        <source>Save again and choose that name to replace it, or another one.</source>
        <translation>Salvați din nou și alegeți acel nume pentru a-l înlocui, sau un altul.</translation>
    </message>
</context>
<context>
    <name>CommandLine</name>
    <message>
        <source>a password on the command line can be read by every user of this machine; set CACHEDECK_REDIS_PASSWORD or type it into Connect…</source>
        <translation>o parolă în linia de comandă poate fi citită de orice utilizator al acestei mașini; folosiți CACHEDECK_REDIS_PASSWORD sau scrieți-o în Conectare…</translation>
    </message>
    <message>
        <source>See what a cache buys you: on your own data, live, with numbers that hold.</source>
        <translation>Vedeți ce vă aduce un cache: pe propriile date, pe viu, cu cifre care rezistă.</translation>
    </message>
    <message>
        <source>Start the embedded stack and the movies run.</source>
        <translation>Pornește serverele încorporate și rularea cu filme.</translation>
    </message>
    <message>
        <source>Open at this page: start, keys, load, sentinel, events, settings.</source>
        <translation>Deschide la această pagină: start, keys, load, sentinel, events, settings.</translation>
    </message>
    <message>
        <source>name</source>
        <translation>nume</translation>
    </message>
    <message>
        <source>With --demo: write &lt;page&gt;-&lt;theme&gt;.png of every page and the report into a directory, and exit.</source>
        <translation>Cu --demo: scrie &lt;page&gt;-&lt;theme&gt;.png pentru fiecare pagină și raportul într-un director, apoi se încheie.</translation>
    </message>
    <message>
        <source>directory</source>
        <translation>director</translation>
    </message>
    <message>
        <source>With --demo: measured seconds of the run.</source>
        <translation>Cu --demo: secundele măsurate ale rulării.</translation>
    </message>
    <message>
        <source>n</source>
        <translation>n</translation>
    </message>
    <message>
        <source>redis://, rediss://, unix:// or redis+sentinel:// to connect to.</source>
        <translation>redis://, rediss://, unix:// sau redis+sentinel:// la care să se conecteze.</translation>
    </message>
    <message>
        <source>[url]</source>
        <translation>[url]</translation>
    </message>
    <message>
        <source>--capture goes with --demo</source>
        <translation>--capture merge împreună cu --demo</translation>
    </message>
    <message>
        <source>--seconds takes a whole number of seconds above 0, not &quot;%1&quot;</source>
        <translation>--seconds cere un număr întreg de secunde mai mare ca 0, nu „%1”</translation>
    </message>
    <message>
        <source>one URL, or --demo</source>
        <translation>un singur URL, sau --demo</translation>
    </message>
    <message>
        <source>no page is called &quot;%1&quot;</source>
        <translation>nicio pagină nu se numește „%1”</translation>
    </message>
    <message>
        <source>With --demo: run this file or shipped scenario, not the movies.</source>
        <translation>Cu --demo: rulează acest fișier sau scenariu inclus, în locul filmelor.</translation>
    </message>
    <message>
        <source>--scenario goes with --demo</source>
        <translation>--scenario merge împreună cu --demo</translation>
    </message>
</context>
<context>
    <name>EventWords</name>
    <message>
        <source>hit</source>
        <translation>nimerire</translation>
    </message>
    <message>
        <source>miss</source>
        <translation>ratare</translation>
    </message>
    <message>
        <source>fill</source>
        <translation>umplere</translation>
    </message>
    <message>
        <source>invalidate</source>
        <translation>invalidare</translation>
    </message>
    <message>
        <source>expire</source>
        <translation>expirare</translation>
    </message>
    <message>
        <source>the world&apos;s</source>
        <translation>ale lumii</translation>
    </message>
    <message>
        <source>In this process</source>
        <translation>În acest proces</translation>
    </message>
    <message>
        <source>in this process, no broker</source>
        <translation>în acest proces, fără broker</translation>
    </message>
    <message>
        <source>%1 connected</source>
        <translation>%1 conectat</translation>
    </message>
    <message>
        <source>%1 is down: events wait here</source>
        <translation>%1 nu funcționează: evenimentele așteaptă aici</translation>
    </message>
    <message>
        <source>connecting to %1…</source>
        <translation>se conectează la %1…</translation>
    </message>
</context>
<context>
    <name>KeyWords</name>
    <message>
        <source>%1 d %2 h</source>
        <translation>%1 z %2 h</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 B</source>
        <translation>%1 B</translation>
    </message>
    <message>
        <source>%1 kB</source>
        <translation>%1 kB</translation>
    </message>
    <message>
        <source>%1 MB</source>
        <translation>%1 MB</translation>
    </message>
    <message>
        <source>%1 GB</source>
        <translation>%1 GB</translation>
    </message>
    <message>
        <source>1 key</source>
        <translation>1 cheie</translation>
    </message>
    <message numerus="yes">
        <source>%Ln keys</source>
        <translation>
            <numerusform>%Ln cheie</numerusform>
            <numerusform>%Ln chei</numerusform>
            <numerusform>%Ln de chei</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 k</source>
        <translation>%1 k</translation>
    </message>
    <message>
        <source>%1 M</source>
        <translation>%1 M</translation>
    </message>
</context>
<context>
    <name>SentinelWords</name>
    <message>
        <source>%1 B</source>
        <translation>%1 B</translation>
    </message>
    <message>
        <source>%1 kB</source>
        <translation>%1 kB</translation>
    </message>
    <message>
        <source>%1 MB</source>
        <translation>%1 MB</translation>
    </message>
    <message>
        <source>not reachable</source>
        <translation>inaccesibil</translation>
    </message>
    <message>
        <source>asking…</source>
        <translation>se întreabă…</translation>
    </message>
    <message>
        <source>in TILT, not to be relied on</source>
        <translation>în TILT, nu este de încredere</translation>
    </message>
    <message>
        <source>disagrees, epoch %1</source>
        <translation>nu e de acord, epoca %1</translation>
    </message>
    <message>
        <source>leader of epoch %1</source>
        <translation>lider al epocii %1</translation>
    </message>
    <message>
        <source>agrees, epoch %1</source>
        <translation>de acord, epoca %1</translation>
    </message>
    <message>
        <source>%1, primary</source>
        <translation>%1, primar</translation>
    </message>
    <message>
        <source>%1, replica</source>
        <translation>%1, replică</translation>
    </message>
    <message>
        <source>down</source>
        <translation>căzut</translation>
    </message>
    <message>
        <source>offset %1</source>
        <translation>offset %1</translation>
    </message>
    <message>
        <source>does not say it is primary</source>
        <translation>nu spune că este primar</translation>
    </message>
    <message>
        <source>says it is primary</source>
        <translation>spune că este primar</translation>
    </message>
    <message>
        <source>online</source>
        <translation>conectat</translation>
    </message>
    <message>
        <source>link down</source>
        <translation>legătură căzută</translation>
    </message>
    <message>
        <source>back %1 s ago</source>
        <translation>revenit acum %1 s</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>cut</source>
        <translation>tăiat</translation>
    </message>
    <message>
        <source>still names %1</source>
        <translation>numește încă %1</translation>
    </message>
    <message>
        <source>names %1</source>
        <translation>numește %1</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>lag %1 s, %2</source>
        <translation>întârziere %1 s, %2</translation>
    </message>
    <message>
        <source>lag %1</source>
        <translation>întârziere %1</translation>
    </message>
    <message>
        <source>Failover</source>
        <translation>Comutare</translation>
    </message>
    <message>
        <source>ms after last reply</source>
        <translation>ms după ultimul răspuns</translation>
    </message>
    <message>
        <source>Last reply</source>
        <translation>Ultimul răspuns</translation>
    </message>
    <message>
        <source>SDOWN</source>
        <translation>SDOWN</translation>
    </message>
    <message>
        <source>ODOWN</source>
        <translation>ODOWN</translation>
    </message>
    <message>
        <source>enough agree</source>
        <translation>destui sunt de acord</translation>
    </message>
    <message>
        <source>Vote</source>
        <translation>Vot</translation>
    </message>
    <message>
        <source>epoch %1</source>
        <translation>epoca %1</translation>
    </message>
    <message>
        <source>Elected</source>
        <translation>Ales</translation>
    </message>
    <message>
        <source>Promoted</source>
        <translation>Promovat</translation>
    </message>
    <message>
        <source>Writable</source>
        <translation>Scriere</translation>
    </message>
    <message>
        <source>Agreed</source>
        <translation>De acord</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 din %2</translation>
    </message>
    <message>
        <source>detect %1 ms</source>
        <translation>detectare %1 ms</translation>
    </message>
    <message>
        <source>elect %1 ms</source>
        <translation>alegere %1 ms</translation>
    </message>
    <message>
        <source>promote %1 ms</source>
        <translation>promovare %1 ms</translation>
    </message>
    <message>
        <source>open %1 ms</source>
        <translation>deschidere %1 ms</translation>
    </message>
    <message>
        <source>no primary for %1</source>
        <translation>fără primar %1</translation>
    </message>
    <message>
        <source>%1 is primary</source>
        <translation>%1 este primar</translation>
    </message>
    <message>
        <source>no primary</source>
        <translation>fără primar</translation>
    </message>
    <message>
        <source>Asking the sentinels…</source>
        <translation>Se întreabă sentinelele…</translation>
    </message>
    <message>
        <source>Split brain: two primaries answer</source>
        <translation>Creier scindat: răspund doi primari</translation>
    </message>
    <message>
        <source>Failover in progress</source>
        <translation>Comutare în curs</translation>
    </message>
    <message>
        <source>No failover possible</source>
        <translation>Nicio comutare posibilă</translation>
    </message>
    <message>
        <source>No majority for any primary</source>
        <translation>Nicio majoritate pentru vreun primar</translation>
    </message>
    <message>
        <source>1 sentinel disagrees</source>
        <translation>1 sentinelă nu este de acord</translation>
    </message>
    <message>
        <source>%1 sentinels disagree</source>
        <translation>%1 sentinele nu sunt de acord</translation>
    </message>
    <message>
        <source>1 sentinel is not reachable</source>
        <translation>1 sentinelă este inaccesibilă</translation>
    </message>
    <message>
        <source>%1 sentinels are not reachable</source>
        <translation>%1 sentinele sunt inaccesibile</translation>
    </message>
    <message>
        <source>%1 of %2 agree</source>
        <translation>%1 din %2 de acord</translation>
    </message>
    <message>
        <source>searching</source>
        <translation>se caută</translation>
    </message>
    <message>
        <source>connecting</source>
        <translation>se conectează</translation>
    </message>
    <message>
        <source>Primary</source>
        <translation>Primar</translation>
    </message>
</context>
<context>
    <name>Views</name>
    <message>
        <source>Time</source>
        <translation>Timp</translation>
    </message>
    <message>
        <source>Heatmap</source>
        <translation>Hartă termică</translation>
    </message>
    <message>
        <source>Percentiles</source>
        <translation>Percentile</translation>
    </message>
    <message>
        <source>Histogram</source>
        <translation>Histogramă</translation>
    </message>
    <message>
        <source>Operations</source>
        <translation>Operații</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>Limită</translation>
    </message>
    <message>
        <source>Break-even</source>
        <translation>Prag</translation>
    </message>
    <message>
        <source>Latency of reads</source>
        <translation>Latența citirilor</translation>
    </message>
    <message>
        <source>Latency over time</source>
        <translation>Latența în timp</translation>
    </message>
    <message>
        <source>Latency by percentile</source>
        <translation>Latența pe percentile</translation>
    </message>
    <message>
        <source>Reads by latency</source>
        <translation>Citiri după latență</translation>
    </message>
    <message>
        <source>By operation</source>
        <translation>Pe operații</translation>
    </message>
    <message>
        <source>Latency against throughput</source>
        <translation>Latență față de debit</translation>
    </message>
    <message>
        <source>Where the cache stops paying</source>
        <translation>Unde cache-ul încetează să merite</translation>
    </message>
    <message>
        <source>Figures appear here once an uncached and a cached path have been measured.</source>
        <translation>Cifrele apar aici după ce au fost măsurate o cale fără cache și una cu cache.</translation>
    </message>
    <message>
        <source>The figures appear here as soon as something was measured.</source>
        <translation>Cifrele apar aici de îndată ce s-a măsurat ceva.</translation>
    </message>
    <message>
        <source>This run did not search for its limit; a scenario with &quot;find_limit&quot; does.</source>
        <translation>Această rulare nu și-a căutat limita; un scenariu cu „find_limit” o face.</translation>
    </message>
    <message>
        <source>Stampede</source>
        <translation>Năvală</translation>
    </message>
    <message>
        <source>Reads in the primary store at once</source>
        <translation>Citiri simultane în baza de date</translation>
    </message>
    <message>
        <source>At each moment, half of the reads (p50) and 99 in 100 (p99) were answered within the time drawn, counted from when a read was due; moments with few reads jump about.</source>
        <translation>În fiecare moment, jumătate din citiri (p50) și 99 din 100 (p99) au primit răspuns în timpul desenat, socotit din clipa în care citirea era datorată; momentele cu puține citiri sar.</translation>
    </message>
    <message>
        <source>Each cell counts the reads of one moment whose response time was about so long, brighter for more, with hits and misses as two separate bands.</source>
        <translation>Fiecare celulă numără citirile unui moment al căror timp de răspuns a fost cam atât, mai luminoasă pentru mai multe, cu nimeririle și ratările ca două benzi separate.</translation>
    </message>
    <message>
        <source>The time within which a share of the reads was answered, from when a read was due (solid line, response) or from when it was sent (thin line, service); each step to the right takes in ten times rarer reads, so the right end rests on very few.</source>
        <translation>Timpul în care o parte din citiri a primit răspuns, din clipa în care citirea era datorată (linia plină, răspuns) sau din clipa trimiterii (linia subțire, serviciu); fiecare pas la dreapta cuprinde citiri de zece ori mai rare, deci capătul drept se sprijină pe foarte puține.</translation>
    </message>
    <message>
        <source>How many reads of the whole measured time took about so long, in bins of equal width on the log axis, 24 to a decade.</source>
        <translation>Câte citiri din tot timpul măsurat au durat cam atât, în clase de lățime egală pe axa logaritmică, 24 pe decadă.</translation>
    </message>
    <message>
        <source>Each operation of the workload by itself, with its response time and its part of all the time that its path&apos;s operations took: an average over all of them hides the expensive ones.</source>
        <translation>Fiecare operație a sarcinii în parte, cu timpul ei de răspuns și partea ei din tot timpul luat de operațiile căii: o medie peste toate le ascunde pe cele scumpe.</translation>
    </message>
    <message>
        <source>The most reads that were in the primary store at the same time, moment by moment: a peak after an expiry or an invalidation is a stampede, in which many readers miss one answer and each makes it anew.</source>
        <translation>Cele mai multe citiri aflate în baza de date în același timp, clipă de clipă: un vârf după o expirare sau o invalidare este o năvală, în care mulți cititori nu găsesc un răspuns și fiecare îl face din nou.</translation>
    </message>
    <message>
        <source>Each point is a step of the search, with the rate that was served and the p99 at that rate; the knee is the highest rate at which the threshold held, on this machine with these data, and no property of the server alone.</source>
        <translation>Fiecare punct este un pas al căutării, cu rata servită și p99 la acea rată; genunchiul este cea mai mare rată la care pragul a ținut, pe această mașină și cu aceste date, și nu o proprietate doar a serverului.</translation>
    </message>
    <message>
        <source>How far this run is from the point where reading without a cache is as good, computed from the run&apos;s own mean times and carried on to conditions that were not measured.</source>
        <translation>Cât de departe este această rulare de punctul în care citirea fără cache e la fel de bună, calculat din timpii medii ai rulării și dus în condiții care nu au fost măsurate.</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>hash</source>
        <translation>hash</translation>
    </message>
    <message>
        <source>JSON string</source>
        <translation>șir JSON</translation>
    </message>
    <message>
        <source>%1, seed %2</source>
        <translation>%1, sămânța %2</translation>
    </message>
    <message>
        <source>throughput</source>
        <translation>debit</translation>
    </message>
    <message>
        <source>at %1</source>
        <translation>la %1</translation>
    </message>
    <message>
        <source>faster at %1</source>
        <translation>mai rapid la %1</translation>
    </message>
    <message>
        <source>no faster at %1</source>
        <translation>nu mai rapid la %1</translation>
    </message>
    <message>
        <source>as fast at %1</source>
        <translation>din viteză la %1</translation>
    </message>
    <message>
        <source>not enough samples</source>
        <translation>prea puține măsurători</translation>
    </message>
    <message>
        <source>%1 % CI %2–%3</source>
        <translation>IÎ %1 % %2–%3</translation>
    </message>
    <message>
        <source>The tail is misses: %1 of the reads still wait for the primary store.</source>
        <translation>Coada: %1 din citiri mai așteaptă baza primară.</translation>
    </message>
    <message>
        <source>Half of the reads answer within %1 instead of %2.</source>
        <translation>Jumătate din citiri: %1 în loc de %2.</translation>
    </message>
    <message>
        <source>A cache does not help here: %1 takes %2, %3 takes %4.</source>
        <translation>Un cache nu ajută aici: %1 durează %2, %3 durează %4.</translation>
    </message>
    <message>
        <source>The cache makes these reads slower: %1 instead of %2.</source>
        <translation>Cache-ul încetinește aceste citiri: %1 în loc de %2.</translation>
    </message>
    <message>
        <source>Not enough samples yet for a number that holds.</source>
        <translation>Încă prea puține măsurători pentru o cifră care ține.</translation>
    </message>
    <message>
        <source>These numbers are not to be trusted; the reasons stand beside.</source>
        <translation>Aceste cifre nu sunt de încredere; motivele stau alături.</translation>
    </message>
    <message>
        <source>Warming up, %1 left</source>
        <translation>Încălzire, încă %1</translation>
    </message>
    <message>
        <source>Running, %1 of %2</source>
        <translation>Rulează, %1 din %2</translation>
    </message>
    <message>
        <source>Finishing</source>
        <translation>Se încheie</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>Încheiat</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Eșuat</translation>
    </message>
    <message>
        <source>Scenario %1; %2; seed %3; %4</source>
        <translation>Scenariul %1; %2; sămânța %3; %4</translation>
    </message>
    <message>
        <source>%1; %L2 reads measured in %3 s; warm-up excluded</source>
        <translation>%1; %L2 citiri măsurate în %3 s; fără încălzire</translation>
    </message>
    <message>
        <source>Not a production system: %1</source>
        <translation>Nu este un sistem de producție: %1</translation>
    </message>
    <message>
        <source>Little&apos;s law %1 and %2</source>
        <translation>Legea lui Little %1 și %2</translation>
    </message>
    <message>
        <source>The latencies drifted during the run</source>
        <translation>Latențele au derivat în timpul rulării</translation>
    </message>
    <message>
        <source>%L1 reads</source>
        <translation>%L1 citiri</translation>
    </message>
    <message>
        <source>The primary store failed during the run, so it says nothing about the cache.</source>
        <translation>Depozitul primar a cedat în timpul rulării, deci ea nu spune nimic despre cache.</translation>
    </message>
    <message>
        <source>hash fields</source>
        <translation>câmpuri de hash</translation>
    </message>
    <message>
        <source>zstd</source>
        <translation>zstd</translation>
    </message>
    <message>
        <source>MessagePack</source>
        <translation>MessagePack</translation>
    </message>
    <message>
        <source>structures</source>
        <translation>structuri</translation>
    </message>
    <message>
        <source>Nothing is kept: every read goes to the primary store.</source>
        <translation>Nu se păstrează nimic: fiecare citire ajunge la baza de date.</translation>
    </message>
    <message>
        <source>An answer is one JSON text (GET): all of it comes over the wire, whatever is wanted of it.</source>
        <translation>Răspunsul este un singur text JSON (GET): vine întreg prin rețea, oricât de puțin e nevoie din el.</translation>
    </message>
    <message>
        <source>An answer is a hash with a field for each column, and is read whole (HGETALL).</source>
        <translation>Răspunsul este un hash cu câte un câmp pentru fiecare coloană și se citește întreg (HGETALL).</translation>
    </message>
    <message>
        <source>An answer is a hash, and only the fields that are wanted are read (HMGET).</source>
        <translation>Răspunsul este un hash din care se citesc doar câmpurile cerute (HMGET).</translation>
    </message>
    <message>
        <source>An answer is compressed JSON: less memory and less on the wire, for some time at both ends.</source>
        <translation>Răspunsul este JSON comprimat: mai puțină memorie și mai puțini octeți în rețea, cu prețul unui timp de calcul la ambele capete.</translation>
    </message>
    <message>
        <source>An answer is MessagePack: shorter than JSON, but not for people to read.</source>
        <translation>Răspunsul este MessagePack: mai scurt decât JSON, dar nu pe înțelesul oamenilor.</translation>
    </message>
    <message>
        <source>Each read has the Redis structure that suits it: a counter, a sorted set with a hash for each member, a capped list, a HyperLogLog or a GEO set; writes count into it.</source>
        <translation>Fiecare citire are structura Redis care i se potrivește: un contor, o mulțime sortată cu un hash pentru fiecare membru, o listă plafonată, un HyperLogLog sau o mulțime GEO; scrierile o actualizează pe loc.</translation>
    </message>
    <message>
        <source>%L1 reads, no drift</source>
        <translation>%L1 citiri, fără derivă</translation>
    </message>
    <message>
        <source>0 of %L1 checked answers wrong</source>
        <translation>0 din %L1 răspunsuri verificate, greșite</translation>
    </message>
    <message>
        <source>simulated: %1</source>
        <translation>simulat: %1</translation>
    </message>
    <message>
        <source>No difference: %1 takes %2, %3 takes %4.</source>
        <translation>Nicio diferență: %1 durează %2, %3 durează %4.</translation>
    </message>
    <message>
        <source>These reads are slower: %1 instead of %2.</source>
        <translation>Aceste citiri sunt mai lente: %1 în loc de %2.</translation>
    </message>
    <message>
        <source>%1 from %2, seed %3</source>
        <translation>%1 din %2, sămânța %3</translation>
    </message>
    <message>
        <source>Not decided: %1 takes %2, %3 takes %4, but the interval is too wide. A longer run would tell.</source>
        <translation>Nedecis: %1 durează %2, %3 durează %4, dar intervalul este prea larg. O rulare mai lungă ar lămuri.</translation>
    </message>
</context>
<context>
    <name>cachedeck::badge::EventStrip</name>
    <message>
        <source>Events</source>
        <translation>Evenimente</translation>
    </message>
    <message>
        <source>No events yet.</source>
        <translation>Încă niciun eveniment.</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <extracomment>One event for a screen reader or a tool tip: what happened, then the time of day</extracomment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>now</source>
        <extracomment>The newest end of the event strip&apos;s time axis</extracomment>
        <translation>acum</translation>
    </message>
    <message>
        <source>No events yet. They appear here as marks on a time axis.</source>
        <translation>Încă niciun eveniment. Apar aici ca semne pe o axă a timpului.</translation>
    </message>
    <message>
        <source>%1 s ago</source>
        <translation>acum %1 s</translation>
    </message>
    <message>
        <source>%1 min ago</source>
        <translation>acum %1 min</translation>
    </message>
</context>
<context>
    <name>cachedeck::badge::MessageBar</name>
    <message>
        <source>Details</source>
        <translation>Detalii</translation>
    </message>
    <message>
        <source>Copy the message</source>
        <translation>Copiază mesajul</translation>
    </message>
    <message>
        <source>Close the message</source>
        <translation>Închide mesajul</translation>
    </message>
    <message>
        <source>Details of the message</source>
        <translation>Detaliile mesajului</translation>
    </message>
    <message>
        <source>Hide details</source>
        <translation>Ascunde detaliile</translation>
    </message>
</context>
<context>
    <name>cachedeck::badge::NavigationRail</name>
    <message>
        <source>Pages</source>
        <translation>Pagini</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <extracomment>A page&apos;s tool tip in the navigation rail: its name and its keyboard shortcut</extracomment>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>cachedeck::badge::State</name>
    <message>
        <source>ok</source>
        <translation>bine</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>atenție</translation>
    </message>
    <message>
        <source>down</source>
        <translation>căzut</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>necunoscut</translation>
    </message>
</context>
<context>
    <name>cachedeck::chart::ChartLegend</name>
    <message>
        <source>Legend</source>
        <translation>Legendă</translation>
    </message>
</context>
<context>
    <name>cachedeck::chart::ChartTable</name>
    <message>
        <source>Time</source>
        <translation>Timp</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>Cale</translation>
    </message>
</context>
<context>
    <name>cachedeck::chart::Export</name>
    <message>
        <source>There is nothing to save yet.</source>
        <translation>Încă nu este nimic de salvat.</translation>
    </message>
    <message>
        <source>Could not write %1: %2.</source>
        <translation>Nu s-a putut scrie %1: %2.</translation>
    </message>
</context>
<context>
    <name>cachedeck::chart::MiniSketch</name>
    <message>
        <source>Sketch of a stored run</source>
        <translation>Schița unei rulări păstrate</translation>
    </message>
</context>
<context>
    <name>cachedeck::chart::TimeChart</name>
    <message>
        <source>Warm-up, excluded</source>
        <translation>Încălzire, exclusă</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation>Încălzire</translation>
    </message>
    <message>
        <source>%1 s ago</source>
        <translation>acum %1 s</translation>
    </message>
    <message>
        <source>From %1 to %2.</source>
        <extracomment>Times as minutes and seconds</extracomment>
        <translation>De la %1 la %2.</translation>
    </message>
    <message>
        <source>At %1:</source>
        <translation>La %1:</translation>
    </message>
    <message>
        <source>%1: %2.</source>
        <extracomment>A path&apos;s name and its values, for screen readers</extracomment>
        <translation>%1: %2.</translation>
    </message>
    <message>
        <source>%1 at %2.</source>
        <extracomment>An event on the chart: what, when</extracomment>
        <translation>%1 la %2.</translation>
    </message>
    <message>
        <source>No data yet</source>
        <translation>Încă nu sunt date</translation>
    </message>
    <message>
        <source>Plots</source>
        <translation>Grafice</translation>
    </message>
    <message>
        <source>The chart&apos;s data</source>
        <translation>Datele graficului</translation>
    </message>
    <message>
        <source>Chart</source>
        <translation>Grafic</translation>
    </message>
</context>
<context>
    <name>cachedeck::heatmap::Heatmap</name>
    <message>
        <source>latency</source>
        <translation>latență</translation>
    </message>
    <message>
        <source>reads</source>
        <translation>citiri</translation>
    </message>
    <message>
        <source>%1, %2 to %3: %L4 reads</source>
        <translation>%1, %2 până la %3: %L4 citiri</translation>
    </message>
    <message>
        <source>%1: reads between %2 and %3, from %4 to %5; at most %L6 in a cell.</source>
        <translation>%1: citiri între %2 și %3, de la %4 la %5; cel mult %L6 într-o celulă.</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Timp</translation>
    </message>
    <message>
        <source>from</source>
        <translation>de la</translation>
    </message>
    <message>
        <source>to</source>
        <translation>până la</translation>
    </message>
</context>
<context>
    <name>cachedeck::plot::Figure</name>
    <message>
        <source>No data yet</source>
        <translation>Încă nu sunt date</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>Figură</translation>
    </message>
    <message>
        <source>The figure&apos;s data</source>
        <translation>Datele figurii</translation>
    </message>
</context>
<context>
    <name>cachedeck::plot::XyPlot</name>
    <message>
        <source>%1: %2 at %3, %4 at %5</source>
        <translation>%1: %2 la %3, %4 la %5</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>Serie</translation>
    </message>
</context>
<context>
    <name>cachedeck::profile::ProfileEditor</name>
    <message>
        <source>Load profile</source>
        <translation>Profil de încărcare</translation>
    </message>
    <message>
        <source>Drag the handle at a stage&apos;s end: up and down for its level, left and right for its length. Arrow keys do the same (Ctrl for the length), + adds a stage, Delete removes one, R makes it a ramp.</source>
        <translation>Trageți mânerul de la capătul unei etape: sus și jos pentru nivel, stânga și dreapta pentru durată. Săgețile fac la fel (cu Ctrl pentru durată), + adaugă o etapă, Delete șterge una, R o face rampă.</translation>
    </message>
    <message>
        <source>Stage %1 of %2: %3 %4 for %5 s%6</source>
        <translation>Etapa %1 din %2: %3 %4 timp de %5 s%6</translation>
    </message>
    <message>
        <source>, reached linearly</source>
        <translation>, atins liniar</translation>
    </message>
    <message>
        <source>%1 %2, %3 s</source>
        <translation>%1 %2, %3 s</translation>
    </message>
    <message>
        <source>%1, ramp</source>
        <translation>%1, rampă</translation>
    </message>
</context>
<context>
    <name>cachedeck::topology::FailoverTimeline</name>
    <message>
        <source>Phases</source>
        <translation>Faze</translation>
    </message>
    <message>
        <source>Client writes</source>
        <translation>Scrieri client</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <extracomment>Milliseconds on a time axis</extracomment>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>No failover seen yet</source>
        <translation>Încă nicio comutare văzută</translation>
    </message>
    <message>
        <source>Failover</source>
        <translation>Comutare</translation>
    </message>
    <message>
        <source>%1 after %2 ms, %3</source>
        <extracomment>A step of a failover for a screen reader: what, after how many milliseconds, who</extracomment>
        <translation>%1 după %2 ms, %3</translation>
    </message>
</context>
<context>
    <name>cachedeck::topology::TopologyView</name>
    <message>
        <source>No sentinels yet</source>
        <translation>Încă nicio sentinelă</translation>
    </message>
    <message>
        <source>Topology</source>
        <translation>Topologie</translation>
    </message>
    <message>
        <source>%1, %2, %3</source>
        <extracomment>A node for a screen reader: name, address, state</extracomment>
        <translation>%1, %2, %3</translation>
    </message>
    <message>
        <source>%1 to %2: %3</source>
        <extracomment>A link for a screen reader: from, to, what it says</extracomment>
        <translation>%1 către %2: %3</translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::AskBar</name>
    <message>
        <source>Cancel</source>
        <translation>Renunță</translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::BeliefModel</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 din %2</translation>
    </message>
    <message>
        <source>not asked yet</source>
        <translation>încă neîntrebat</translation>
    </message>
    <message>
        <source>not reachable; it named %1</source>
        <translation>inaccesibil; numea %1</translation>
    </message>
    <message>
        <source>none</source>
        <translation>niciunul</translation>
    </message>
    <message>
        <source>%1, highest</source>
        <translation>%1, cea mai mare</translation>
    </message>
    <message>
        <source>OK, %1 usable sentinels</source>
        <translation>OK, %1 sentinele utilizabile</translation>
    </message>
    <message>
        <source>NOQUORUM, %1 usable sentinels</source>
        <translation>NOQUORUM, %1 sentinele utilizabile</translation>
    </message>
    <message>
        <source>%1 s ago</source>
        <translation>acum %1 s</translation>
    </message>
    <message>
        <source>Primary it names</source>
        <translation>Primarul pe care îl numește</translation>
    </message>
    <message>
        <source>Configuration epoch</source>
        <translation>Epoca configurației</translation>
    </message>
    <message>
        <source>Flags of that primary</source>
        <translation>Marcajele acelui primar</translation>
    </message>
    <message>
        <source>Quorum check</source>
        <translation>Verificarea cvorumului</translation>
    </message>
    <message>
        <source>Other sentinels it sees</source>
        <translation>Alte sentinele pe care le vede</translation>
    </message>
    <message>
        <source>Replicas it sees</source>
        <translation>Replici pe care le vede</translation>
    </message>
    <message>
        <source>Last answer from the primary</source>
        <translation>Ultimul răspuns al primarului</translation>
    </message>
    <message>
        <source>%1, differs</source>
        <translation>%1, diferă</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Câmp</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>, %1 s old</source>
        <translation>, vechi de %1 s</translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::BreakEvenView</name>
    <message>
        <source>%1 against %2</source>
        <translation>%1 față de %2</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copiază</translation>
    </message>
    <message>
        <source>Copy the sentence on %1, %2</source>
        <translation>Copiază propoziția despre %1, %2</translation>
    </message>
    <message>
        <source>Response and service time</source>
        <translation>Timp de răspuns și timp de serviciu</translation>
    </message>
    <message>
        <source>Copy the sentences on response and service time</source>
        <translation>Copiază propozițiile despre timpul de răspuns și cel de serviciu</translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::BrokerBar</name>
    <message>
        <source>Use</source>
        <translation>Folosește</translation>
    </message>
    <message>
        <source>Broker</source>
        <translation>Broker</translation>
    </message>
    <message>
        <source>no broker; or amqp://host[:port][/vhost], kafka://host[:port]/topic</source>
        <translation>fără broker; sau amqp://gazdă[:port][/vhost], kafka://gazdă[:port]/topic</translation>
    </message>
    <message>
        <source>The broker&apos;s password</source>
        <translation>Parola brokerului</translation>
    </message>
    <message>
        <source>password, for this session only</source>
        <translation>parola, doar pentru această sesiune</translation>
    </message>
    <message>
        <source>Which operations are told</source>
        <translation>Ce operații se raportează</translation>
    </message>
    <message>
        <source>1 in 64</source>
        <translation>1 din 64</translation>
    </message>
    <message>
        <source>Cache operations of one operation in 64: costs a run next to nothing</source>
        <translation>Operațiile cache ale unei operații din 64: nu costă rularea aproape nimic</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Toate</translation>
    </message>
    <message>
        <source>Of every operation: costs a run some of its throughput</source>
        <translation>Ale fiecărei operații: costă rularea o parte din debit</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Niciuna</translation>
    </message>
    <message>
        <source>Only the world&apos;s own events</source>
        <translation>Doar evenimentele proprii ale lumii</translation>
    </message>
    <message>
        <source>Operations</source>
        <translation>Operații</translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::Capture</name>
    <message>
        <source>The demo did not finish in time.</source>
        <translation>Demonstrația nu s-a încheiat la timp.</translation>
    </message>
    <message>
        <source>%1 cannot be made.</source>
        <translation>%1 nu poate fi creat.</translation>
    </message>
    <message>
        <source>Pictures and the report are in %1</source>
        <translation>Imaginile și raportul sunt în %1</translation>
    </message>
    <message>
        <source>%1 could not be written.</source>
        <translation>%1 nu a putut fi scris.</translation>
    </message>
    <message>
        <source>Threshold missed: %1</source>
        <translation>Prag neatins: %1</translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::ChartFeed</name>
    <message>
        <source>Latency of reads</source>
        <translation>Latența citirilor</translation>
    </message>
    <message>
        <source>operations/s, log</source>
        <translation>operații/s, log</translation>
    </message>
    <message>
        <source>hit ratio</source>
        <translation>rata de nimerire</translation>
    </message>
    <message>
        <source>store queries/s</source>
        <translation>interogări/s</translation>
    </message>
    <message>
        <source>errors/s</source>
        <translation>erori/s</translation>
    </message>
    <message>
        <source>The curves appear here as soon as the run is going.</source>
        <translation>Curbele apar aici de îndată ce rularea merge.</translation>
    </message>
    <message>
        <source>simulated</source>
        <translation>simulat</translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::CommandPalette</name>
    <message>
        <source>Commands</source>
        <translation>Comenzi</translation>
    </message>
    <message>
        <source>What do you want to do?</source>
        <translation>Ce doriți să faceți?</translation>
    </message>
    <message>
        <source>Find a command</source>
        <translation>Caută o comandă</translation>
    </message>
    <message>
        <source>Matching commands</source>
        <translation>Comenzi potrivite</translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::ConnectPanel</name>
    <message>
        <source>Connect</source>
        <translation>Conectează</translation>
    </message>
    <message>
        <source>Connect to a server</source>
        <translation>Conectare la un server</translation>
    </message>
    <message>
        <source>none</source>
        <translation>niciunul</translation>
    </message>
    <message>
        <source>kept for this session only</source>
        <translation>păstrată doar în această sesiune</translation>
    </message>
    <message>
        <source>the system&apos;s certificates</source>
        <translation>certificatele sistemului</translation>
    </message>
    <message>
        <source>Development: writes allowed, destructive ones ask</source>
        <translation>Dezvoltare: scrieri permise, cele distructive întreabă</translation>
    </message>
    <message>
        <source>Production: read-only until unlocked</source>
        <translation>Producție: doar citire până la deblocare</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresă</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Utilizator</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Parolă</translation>
    </message>
    <message>
        <source>CA certificates</source>
        <translation>Certificate CA</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>Mediu</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Renunță</translation>
    </message>
    <message>
        <source>redis://, rediss:// (TLS), unix:// or redis+sentinel://host:port,host:port?primary=NAME</source>
        <translation>redis://, rediss:// (TLS), unix:// sau redis+sentinel://host:port,host:port?primary=NUME</translation>
    </message>
    <message>
        <source>The sentinels are asked for the primary of %1.</source>
        <translation>Sentinelele sunt întrebate care este primarul %1.</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Se conectează…</translation>
    </message>
    <message>
        <source>By the address of the primary</source>
        <translation>După adresa primarului</translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::DemoCard</name>
    <message>
        <source>uncached</source>
        <translation>fără cache</translation>
    </message>
    <message>
        <source>cache-aside</source>
        <translation>cache-aside</translation>
    </message>
    <message>
        <source>Start the demo</source>
        <translation>Pornește demonstrația</translation>
    </message>
    <message>
        <source>The same reads with and without the cache, as live curves, within five seconds.</source>
        <translation>Aceleași citiri cu și fără cache, ca două curbe vii, în cinci secunde.</translation>
    </message>
    <message>
        <source>Redis: 1 primary, 2 replicas</source>
        <translation>Redis: 1 primar, 2 replici</translation>
    </message>
    <message>
        <source>3 sentinels, quorum 2</source>
        <translation>3 sentinele, cvorum 2</translation>
    </message>
    <message>
        <source>SQLite with generated data</source>
        <translation>SQLite cu date generate</translation>
    </message>
    <message>
        <source>Loopback only, random password</source>
        <translation>Doar loopback, parolă aleatoare</translation>
    </message>
    <message>
        <source>%1 found.
Everything stops with the window.</source>
        <translation>%1 găsit.
Totul se oprește odată cu fereastra.</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Pornește…</translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::DistanceBox</name>
    <message>
        <source>Every call waits for one round trip more. What is measured so is marked as simulated.</source>
        <translation>Fiecare apel așteaptă încă un drum dus-întors. Ce se măsoară astfel este marcat ca simulat.</translation>
    </message>
    <message>
        <source>Where it is</source>
        <translation>Unde se află</translation>
    </message>
    <message>
        <source>Rack, +%1 ms</source>
        <translation>Rack, +%1 ms</translation>
    </message>
    <message>
        <source>Zone, +%1 ms</source>
        <translation>Zonă, +%1 ms</translation>
    </message>
    <message>
        <source>Region, +%1 ms</source>
        <translation>Regiune, +%1 ms</translation>
    </message>
    <message>
        <source>Continent, +%1 ms</source>
        <translation>Continent, +%1 ms</translation>
    </message>
    <message>
        <source>Ocean, +%1 ms</source>
        <translation>Ocean, +%1 ms</translation>
    </message>
    <message>
        <source> ms</source>
        <translation> ms</translation>
    </message>
    <message>
        <source>%1: round trip</source>
        <translation>%1: drum dus-întors</translation>
    </message>
    <message>
        <source>The mean of a round trip.</source>
        <translation>Media unui drum dus-întors.</translation>
    </message>
    <message>
        <source>%1: deviation</source>
        <translation>%1: abatere</translation>
    </message>
    <message>
        <source>The standard deviation of a round trip; at 0 all take the same.</source>
        <translation>Abaterea standard a unui drum dus-întors; la 0 toate durează la fel.</translation>
    </message>
    <message>
        <source>Other…</source>
        <translation>Alta…</translation>
    </message>
    <message>
        <source>Measured, +%1 ms</source>
        <translation>Măsurată, +%1 ms</translation>
    </message>
    <message>
        <source>Measured…</source>
        <translation>Măsurată…</translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::DistanceProbe</name>
    <message>
        <source>No server is connected: connect to one, and its distance can be measured.</source>
        <translation>Niciun server nu este conectat: conectați-vă la unul, iar distanța lui poate fi măsurată.</translation>
    </message>
    <message>
        <source>A distance is being measured already.</source>
        <translation>O distanță este deja în curs de măsurare.</translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::ElementModel</name>
    <message>
        <source>Member</source>
        <translation>Membru</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Câmp</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Valoare</translation>
    </message>
    <message>
        <source>Index</source>
        <translation>Index</translation>
    </message>
    <message>
        <source>Element</source>
        <translation>Element</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Scor</translation>
    </message>
    <message>
        <source>Entry</source>
        <translation>Intrare</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>Câmpuri</translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::EventModel</name>
    <message>
        <source>Time</source>
        <translation>Ora</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Eveniment</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Cheie</translation>
    </message>
    <message>
        <source>From</source>
        <translation>De la</translation>
    </message>
    <message>
        <source>Operation</source>
        <translation>Operație</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>A durat</translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::EventsPage</name>
    <message>
        <source>Events</source>
        <translation>Evenimente</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Întrerupe</translation>
    </message>
    <message>
        <source>Holds the list still; counting goes on (Space)</source>
        <translation>Oprește lista pe loc; numărarea continuă (Spațiu)</translation>
    </message>
    <message>
        <source>Events a second</source>
        <translation>Evenimente pe secundă</translation>
    </message>
    <message>
        <source>Confirmed after</source>
        <translation>Confirmat după</translation>
    </message>
    <message>
        <source>Waiting here</source>
        <translation>Așteaptă aici</translation>
    </message>
    <message>
        <source>Consumer lag</source>
        <translation>Întârzierea consumatorului</translation>
    </message>
    <message>
        <source>Lost</source>
        <translation>Pierdute</translation>
    </message>
    <message>
        <source>Events by kind</source>
        <translation>Evenimente după fel</translation>
    </message>
    <message>
        <source>since the stream was opened</source>
        <translation>de la deschiderea fluxului</translation>
    </message>
    <message>
        <source>events a second</source>
        <translation>evenimente pe secundă</translation>
    </message>
    <message>
        <source>How many events of each kind came in each second. Where operations are sampled, the cache has done as many times more as one in so many is told.</source>
        <translation>Câte evenimente de fiecare fel au venit în fiecare secundă. Unde operațiile sunt eșantionate, cache-ul a făcut de atâtea ori mai multe câte operații revin la una raportată.</translation>
    </message>
    <message>
        <source>No events yet</source>
        <translation>Încă niciun eveniment</translation>
    </message>
    <message>
        <source>Events by %1, %2</source>
        <translation>Evenimente prin %1, %2</translation>
    </message>
    <message>
        <source>The newest events</source>
        <translation>Cele mai noi evenimente</translation>
    </message>
    <message>
        <source>Every run tells here what its cache does: hits, misses, fills, invalidations. The world Experiments also has events of its own, which drive its writes. Start a run, or use a broker that others send to.</source>
        <translation>Fiecare rulare spune aici ce face cache-ul ei: nimeriri, ratări, umpleri, invalidări. Lumea Experimente are și evenimente proprii, care îi dictează scrierile. Porniți o rulare sau folosiți un broker la care trimit și alții.</translation>
    </message>
    <message>
        <source>Go to Load</source>
        <translation>Mergi la Sarcină</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Continuă</translation>
    </message>
    <message>
        <source>%1 too fast to be listed</source>
        <translation>%1 prea repede pentru a fi listate</translation>
    </message>
    <message>
        <source>the list is held still</source>
        <translation>lista este oprită pe loc</translation>
    </message>
    <message>
        <source>%1 came</source>
        <translation>%1 au venit</translation>
    </message>
    <message>
        <source>p50; p99 %1</source>
        <translation>p50; p99 %1</translation>
    </message>
    <message>
        <source>p50</source>
        <translation>p50</translation>
    </message>
    <message>
        <source>%1 delivered, %2 at most waited</source>
        <translation>%1 livrate, cel mult %2 au așteptat</translation>
    </message>
    <message>
        <source>sent and not read yet, %1 at most</source>
        <translation>trimise și încă necitite, cel mult %1</translation>
    </message>
    <message>
        <source>connection lost %1×</source>
        <translation>conexiunea pierdută de %1×</translation>
    </message>
    <message>
        <source>found no room here</source>
        <translation>nu au găsit loc aici</translation>
    </message>
    <message>
        <source>The run that is going tells its events where it began. The next run&apos;s come here.</source>
        <translation>Rularea în curs își spune evenimentele acolo unde a început. Ale celei următoare vin aici.</translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::FigurePane</name>
    <message>
        <source>What this figure shows</source>
        <translation>Ce arată această figură</translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::HistoryModel</name>
    <message>
        <source>interrupted</source>
        <translation>întreruptă</translation>
    </message>
    <message>
        <source>running</source>
        <translation>în curs</translation>
    </message>
    <message>
        <source>%1 at p50, %2</source>
        <translation>%1 la p50, %2</translation>
    </message>
    <message>
        <source>Scenario</source>
        <translation>Scenariu</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Pornită</translation>
    </message>
    <message>
        <source>measured</source>
        <translation>măsurat</translation>
    </message>
    <message>
        <source>faster</source>
        <translation>mai rapid</translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::HistoryPanel</name>
    <message>
        <source>Open</source>
        <translation>Deschide</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Compară</translation>
    </message>
    <message>
        <source>Repeat</source>
        <translation>Repetă</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Șterge</translation>
    </message>
    <message>
        <source>End the comparison</source>
        <translation>Încheie comparația</translation>
    </message>
    <message>
        <source>Compare with a file…</source>
        <translation>Compară cu un fișier…</translation>
    </message>
    <message>
        <source>Earlier runs</source>
        <translation>Rulări anterioare</translation>
    </message>
    <message>
        <source>Every run is kept here, also one that was cut short.</source>
        <translation>Fiecare rulare se păstrează aici, și cea întreruptă.</translation>
    </message>
    <message>
        <source>Draws its curves behind those of the run in the window.</source>
        <translation>Îi desenează curbele în spatele celor ale rulării din fereastră.</translation>
    </message>
    <message>
        <source>Runs the same scenario again, with the same seed and so the same operations.</source>
        <translation>Rulează din nou același scenariu, cu aceeași sămânță, deci cu aceleași operații.</translation>
    </message>
    <message>
        <source>A stored run</source>
        <translation>O rulare salvată</translation>
    </message>
    <message>
        <source>Runs (run.json timeline.csv latency.hlog);;JSON (*.json)</source>
        <translation>Rulări (run.json timeline.csv latency.hlog);;JSON (*.json)</translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::InvalidatePanel</name>
    <message>
        <source>Invalidate</source>
        <translation>Invalidează</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Închide</translation>
    </message>
    <message>
        <source>Key or pattern</source>
        <translation>Cheie sau model</translation>
    </message>
    <message>
        <source>A key or a pattern, for example movie:*</source>
        <translation>O cheie sau un model, de exemplu movie:*</translation>
    </message>
    <message numerus="yes">
        <source>%1: %Ln key(s) removed.</source>
        <translation>
            <numerusform>%1: %Ln cheie ștearsă.</numerusform>
            <numerusform>%1: %Ln chei șterse.</numerusform>
            <numerusform>%1: %Ln de chei șterse.</numerusform>
        </translation>
    </message>
    <message>
        <source>Keys as the workload writes them, removed on every cached path of this run. The charts mark it; the hit ratio dips and recovers.</source>
        <translation>Chei așa cum le scrie sarcina, șterse pe fiecare cale cu cache a rulării. Graficele marchează momentul; rata de nimerire scade și își revine.</translation>
    </message>
    <message>
        <source>Keys of %1 that match; removed with UNLINK, which does not block the server.</source>
        <translation>Cheile de pe %1 care se potrivesc; șterse cu UNLINK, care nu blochează serverul.</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Numără</translation>
    </message>
    <message>
        <source>%L1 keys looked at, %L2 match</source>
        <translation>%L1 chei privite, %L2 se potrivesc</translation>
    </message>
    <message>
        <source>No key matches.</source>
        <translation>Nicio cheie nu se potrivește.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln key(s) match, for example %1. Press again to remove; this cannot be undone.</source>
        <translation>
            <numerusform>%Ln cheie se potrivește: %1. Apăsați din nou pentru ștergere; nu se poate reface.</numerusform>
            <numerusform>%Ln chei se potrivesc, de exemplu %1. Apăsați din nou pentru ștergere; nu se poate reface.</numerusform>
            <numerusform>%Ln de chei se potrivesc, de exemplu %1. Apăsați din nou pentru ștergere; nu se poate reface.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remove %Ln key(s)</source>
        <translation>
            <numerusform>Șterge %Ln cheie</numerusform>
            <numerusform>Șterge %Ln chei</numerusform>
            <numerusform>Șterge %Ln de chei</numerusform>
        </translation>
    </message>
    <message>
        <source>Remove now</source>
        <translation>Șterge acum</translation>
    </message>
    <message>
        <source>Let expire</source>
        <translation>Lasă să expire</translation>
    </message>
    <message>
        <source>All of them in a second, as if their time had come: a stampede.</source>
        <translation>Toate într-o secundă, ca și cum le-ar fi venit vremea: o năvală.</translation>
    </message>
    <message>
        <source>How the keys go</source>
        <translation>Cum dispar cheile</translation>
    </message>
    <message numerus="yes">
        <source>%1: %Ln key(s) expire together in a second.</source>
        <translation>
            <numerusform>%1: %Ln cheie expiră într-o secundă.</numerusform>
            <numerusform>%1: %Ln chei expiră împreună într-o secundă.</numerusform>
            <numerusform>%1: %Ln de chei expiră împreună într-o secundă.</numerusform>
        </translation>
    </message>
    <message>
        <source>Keys as the workload writes them, on every cached path of this run: their TTLs are cut down to a second, so that all expire together. The Stampede view shows how many reads reach the store at once.</source>
        <translation>Cheile așa cum le scrie sarcina, pe fiecare cale cu cache a acestei rulări: TTL-urile lor sunt scurtate la o secundă, așa că toate expiră odată. Vederea Năvală arată câte citiri ajung simultan la baza de date.</translation>
    </message>
    <message>
        <source>Expire</source>
        <translation>Expiră</translation>
    </message>
    <message>
        <source>No server is connected.</source>
        <translation>Niciun server nu este conectat.</translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::KeyInvalidation</name>
    <message>
        <source>Key or pattern</source>
        <translation>Cheie sau model</translation>
    </message>
    <message>
        <source>A key or a glob, for example movie:*</source>
        <translation>O cheie sau un model, de exemplu movie:*</translation>
    </message>
    <message>
        <source>Counted first; then removed with UNLINK, in batches that do not block the server.</source>
        <translation>Întâi numărate; apoi șterse cu UNLINK, în loturi care nu blochează serverul.</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Progres</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Oprește</translation>
    </message>
    <message>
        <source>Invalidate</source>
        <translation>Invalidează</translation>
    </message>
    <message>
        <source>Close the invalidation</source>
        <translation>Închide invalidarea</translation>
    </message>
    <message>
        <source>Close (Escape)</source>
        <translation>Închide (Escape)</translation>
    </message>
    <message>
        <source>Invalidate %1, %2</source>
        <translation>Invalidează %1, %2</translation>
    </message>
    <message>
        <source>%1 so far; %2 looked at.</source>
        <translation>%1 până acum; %2 privite.</translation>
    </message>
    <message>
        <source>No key matches.</source>
        <translation>Nicio cheie nu se potrivește.</translation>
    </message>
    <message>
        <source>%1 to remove. This cannot be undone.</source>
        <translation>%1 de șters. Nu se poate reface.</translation>
    </message>
    <message>
        <source>%1 removed so far.</source>
        <translation>%1 șterse până acum.</translation>
    </message>
    <message>
        <source>%1 removed in %2 s.</source>
        <translation>%1 șterse în %2 s.</translation>
    </message>
    <message>
        <source>Stopped: %1 removed.</source>
        <translation>Oprit: %1 șterse.</translation>
    </message>
    <message>
        <source>Invalidate %1</source>
        <translation>Invalidează %1</translation>
    </message>
    <message>
        <source>Production, read-only. Unlock first.</source>
        <translation>Producție, doar citire. Deblocați întâi.</translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::KeyListPane</name>
    <message>
        <source>Filter by name or glob, for example cart:*</source>
        <translation>Filtru după nume sau model, de exemplu cart:*</translation>
    </message>
    <message>
        <source>Filter by name or glob</source>
        <translation>Filtru după nume sau model</translation>
    </message>
    <message>
        <source>Tree and list</source>
        <translation>Arbore și listă</translation>
    </message>
    <message>
        <source>List only</source>
        <translation>Doar lista</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Vedere</translation>
    </message>
    <message>
        <source>Scan again</source>
        <translation>Scanează din nou</translation>
    </message>
    <message>
        <source>Scan again (F5)</source>
        <translation>Scanează din nou (F5)</translation>
    </message>
    <message>
        <source>Only keys of this type; the server is scanned again</source>
        <translation>Doar cheile de acest tip; serverul este scanat din nou</translation>
    </message>
    <message>
        <source>Any TTL</source>
        <translation>Orice TTL</translation>
    </message>
    <message>
        <source>&lt; 1 min</source>
        <translation>&lt; 1 min</translation>
    </message>
    <message>
        <source>Keys that expire within a minute</source>
        <translation>Chei care expiră într-un minut</translation>
    </message>
    <message>
        <source>&lt; 1 h</source>
        <translation>&lt; 1 h</translation>
    </message>
    <message>
        <source>Keys that expire within an hour</source>
        <translation>Chei care expiră într-o oră</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Fără</translation>
    </message>
    <message>
        <source>Keys without a TTL</source>
        <translation>Chei fără TTL</translation>
    </message>
    <message>
        <source>Namespaces</source>
        <translation>Spații de nume</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Chei</translation>
    </message>
    <message>
        <source>Scan progress</source>
        <translation>Progresul scanării</translation>
    </message>
    <message>
        <source>Pause the scan</source>
        <translation>Întrerupe scanarea</translation>
    </message>
    <message>
        <source>Stop the scan</source>
        <translation>Oprește scanarea</translation>
    </message>
    <message>
        <source>Stop the scan; what was found stays</source>
        <translation>Oprește scanarea; ce s-a găsit rămâne</translation>
    </message>
    <message>
        <source>Go on with the scan</source>
        <translation>Continuă scanarea</translation>
    </message>
    <message>
        <source>Scanning…</source>
        <translation>Se scanează…</translation>
    </message>
    <message>
        <source>This server has no keys.</source>
        <translation>Acest server nu are chei.</translation>
    </message>
    <message>
        <source>No key of this type.</source>
        <translation>Nicio cheie de acest tip.</translation>
    </message>
    <message>
        <source>No key matches. Clear the filter (Escape) or choose another namespace.</source>
        <translation>Nicio cheie nu se potrivește. Goliți filtrul (Escape) sau alegeți alt spațiu de nume.</translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::KeyModel</name>
    <message>
        <source>gone</source>
        <translation>dispărută</translation>
    </message>
    <message>
        <source>no TTL</source>
        <translation>fără TTL</translation>
    </message>
    <message>
        <source>Time left. The bar is full at the longest TTL seen under the same prefix.</source>
        <translation>Timp rămas. Bara este plină la cel mai lung TTL văzut sub același prefix.</translation>
    </message>
    <message>
        <source>Press to sort by name</source>
        <translation>Apăsați pentru ordonare după nume</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Tip</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Cheie</translation>
    </message>
    <message>
        <source>TTL</source>
        <translation>TTL</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Memorie</translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::KeysPage</name>
    <message>
        <source>Go to Start</source>
        <translation>Mergi la Start</translation>
    </message>
    <message>
        <source>No key is open</source>
        <translation>Nicio cheie deschisă</translation>
    </message>
    <message>
        <source>Choose a key in the list: its value, TTL and memory appear here.</source>
        <translation>Alegeți o cheie din listă: valoarea, TTL-ul și memoria apar aici.</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Chei</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Se conectează…</translation>
    </message>
    <message>
        <source>The keys appear as soon as the server answers.</source>
        <translation>Cheile apar de îndată ce răspunde serverul.</translation>
    </message>
    <message>
        <source>No server yet</source>
        <translation>Încă niciun server</translation>
    </message>
    <message>
        <source>Keys shows every key of a Redis server with its type, TTL and memory, and the value of the one you choose. Start the demo or connect to a server of yours.</source>
        <translation>Chei arată fiecare cheie a unui server Redis, cu tip, TTL și memorie, și valoarea celei alese. Porniți demonstrația sau conectați-vă la un server al dumneavoastră.</translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::KeysPresenter</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 din %2</translation>
    </message>
    <message>
        <source>scan %1 % after %2 s</source>
        <translation>scanare %1 % după %2 s</translation>
    </message>
    <message>
        <source>scan paused at %1 %</source>
        <translation>scanare întreruptă la %1 %</translation>
    </message>
    <message>
        <source>reconnecting at %1 %</source>
        <translation>reconectare la %1 %</translation>
    </message>
    <message>
        <source>scan stopped at %1 %</source>
        <translation>scanare oprită la %1 %</translation>
    </message>
    <message>
        <source>incomplete, %1 %</source>
        <translation>incomplet, %1 %</translation>
    </message>
    <message>
        <source>reading TTLs, %1 %</source>
        <translation>se citesc TTL-urile, %1 %</translation>
    </message>
    <message>
        <source>scan 100 % in %1 s</source>
        <translation>scanare 100 % în %1 s</translation>
    </message>
    <message>
        <source>Live, %1 newer keys: F5</source>
        <translation>În direct, %1 chei mai noi: F5</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>În direct</translation>
    </message>
    <message>
        <source>Live, %1 expired in the last minute</source>
        <translation>În direct, %1 expirate în ultimul minut</translation>
    </message>
    <message>
        <source>Live, %1 expired in the last %2 s</source>
        <translation>În direct, %1 expirate în ultimele %2 s</translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::LabPanel</name>
    <message>
        <source>Lab</source>
        <translation>Laborator</translation>
    </message>
    <message>
        <source>Only on servers that CacheDeck started</source>
        <translation>Doar pe servere pornite de CacheDeck</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>Țintă</translation>
    </message>
    <message>
        <source>Kill</source>
        <translation>Omoară</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Întrerupe</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Reia</translation>
    </message>
    <message>
        <source>Restart</source>
        <translation>Repornește</translation>
    </message>
    <message>
        <source>Fail over</source>
        <translation>Comută</translation>
    </message>
    <message>
        <source>Ends the process at once, as kill -9 does</source>
        <translation>Încheie procesul pe loc, ca kill -9</translation>
    </message>
    <message>
        <source>Stops the process without ending it: it does not answer, and its connections stay open</source>
        <translation>Oprește procesul fără a-l încheia: nu răspunde, iar conexiunile rămân deschise</translation>
    </message>
    <message>
        <source>Asks the sentinels for a new primary although the old one is well</source>
        <translation>Cere sentinelelor un primar nou, deși cel vechi este bine</translation>
    </message>
    <message>
        <source>Servers can be killed, paused and failed over only where CacheDeck started them itself, never on a server of yours. The demo has a primary, two replicas and three sentinels to break.</source>
        <translation>Serverele pot fi omorâte, întrerupte și comutate doar acolo unde CacheDeck le-a pornit, niciodată pe un server al dumneavoastră. Demonstrația are un primar, două replici și trei sentinele de stricat.</translation>
    </message>
    <message>
        <source>Go to Start</source>
        <translation>Mergi la Start</translation>
    </message>
    <message>
        <source>Detected after</source>
        <translation>Detectat după</translation>
    </message>
    <message>
        <source>Elected after</source>
        <translation>Ales după</translation>
    </message>
    <message>
        <source>Writable after</source>
        <translation>Scriere după</translation>
    </message>
    <message>
        <source>All agree after</source>
        <translation>Toți de acord după</translation>
    </message>
    <message>
        <source>dead</source>
        <translation>mort</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>întrerupt</translation>
    </message>
    <message>
        <source>sentinel</source>
        <translation>sentinelă</translation>
    </message>
    <message>
        <source>primary</source>
        <translation>primar</translation>
    </message>
    <message>
        <source>replica</source>
        <translation>replică</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Measured: nothing yet</source>
        <translation>Măsurat: încă nimic</translation>
    </message>
    <message>
        <source>Measured: %1</source>
        <translation>Măsurat: %1</translation>
    </message>
    <message>
        <source>%1 went silent</source>
        <translation>%1 a tăcut</translation>
    </message>
    <message>
        <source>%1, down-after %2</source>
        <translation>%1, down-after %2</translation>
    </message>
    <message>
        <source>first SDOWN at %1</source>
        <translation>primul SDOWN la %1</translation>
    </message>
    <message>
        <source>%1, epoch %2</source>
        <translation>%1, epoca %2</translation>
    </message>
    <message>
        <source>%1 answers as primary</source>
        <translation>%1 răspunde ca primar</translation>
    </message>
    <message>
        <source>%1 of %2 name %3</source>
        <translation>%1 din %2 numesc %3</translation>
    </message>
    <message>
        <source>asked for: nothing to detect</source>
        <translation>cerută: nimic de detectat</translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::LoadPage</name>
    <message>
        <source>Pause view</source>
        <translation>Oprește vederea</translation>
    </message>
    <message>
        <source>The run was not saved.</source>
        <translation>Rularea nu a fost salvată.</translation>
    </message>
    <message>
        <source>Run a scenario: what the cache buys stands here, with its confidence.</source>
        <translation>Rulați un scenariu: aici stă ce aduce cache-ul, cu încrederea sa.</translation>
    </message>
    <message>
        <source>Percentiles</source>
        <translation>Percentile</translation>
    </message>
    <message>
        <source>Copy or save the chart or the report</source>
        <translation>Copiază sau salvează graficul ori raportul</translation>
    </message>
    <message>
        <source>Copy or save</source>
        <translation>Copiază sau salvează</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>În direct</translation>
    </message>
    <message>
        <source>Preparing…</source>
        <translation>Se pregătește…</translation>
    </message>
    <message>
        <source>Save the run&apos;s report…</source>
        <translation>Salvează raportul rulării…</translation>
    </message>
    <message>
        <source>A folder for the report</source>
        <translation>Un dosar pentru raport</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>Sarcină</translation>
    </message>
    <message>
        <source>A quick subset; the full data set is made behind it.</source>
        <translation>Un subset rapid; setul complet se face în urma lui.</translation>
    </message>
    <message>
        <source>View of the run</source>
        <translation>Vederea rulării</translation>
    </message>
    <message>
        <source>Earlier runs</source>
        <translation>Rulări anterioare</translation>
    </message>
    <message>
        <source>Shown: %1, measured %2.</source>
        <translation>Afișată: %1, măsurată %2.</translation>
    </message>
    <message>
        <source>earlier: %1, %2</source>
        <translation>anterior: %1, %2</translation>
    </message>
    <message>
        <source>The report was saved in %1.</source>
        <translation>Raportul a fost salvat în %1.</translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::LockBar</name>
    <message>
        <source>Locks again in %1.</source>
        <translation>Se blochează din nou în %1.</translation>
    </message>
    <message>
        <source>Production, read-only.</source>
        <translation>Producție, doar citire.</translation>
    </message>
    <message>
        <source>No key can change.</source>
        <translation>Nicio cheie nu se poate schimba.</translation>
    </message>
    <message>
        <source>Unlock…</source>
        <translation>Deblochează…</translation>
    </message>
    <message>
        <source>Type the server&apos;s name, %1, to unlock it for 5 minutes</source>
        <translation>Scrieți numele serverului, %1, pentru a-l debloca 5 minute</translation>
    </message>
    <message>
        <source>Type %1 to unlock</source>
        <translation>Scrieți %1 pentru deblocare</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Deblochează</translation>
    </message>
    <message>
        <source>Production, unlocked.</source>
        <translation>Producție, deblocat.</translation>
    </message>
    <message>
        <source>Lock now</source>
        <translation>Blochează acum</translation>
    </message>
    <message>
        <source>Locked again</source>
        <translation>Blocat din nou</translation>
    </message>
    <message>
        <source>Unlocked %1 for 5 minutes</source>
        <translation>%1 deblocat pentru 5 minute</translation>
    </message>
    <message>
        <source>That is not the server&apos;s name; it stays locked.</source>
        <translation>Nu acesta este numele serverului; rămâne blocat.</translation>
    </message>
    <message>
        <source>Type %1, as the connection chip shows it.</source>
        <translation>Scrieți %1, cum arată eticheta conexiunii.</translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::MainWindow</name>
    <message>
        <source>Nothing is connected.</source>
        <translation>Nimic nu este conectat.</translation>
    </message>
    <message>
        <source>Start the demo or connect, then invalidate.</source>
        <translation>Porniți demonstrația sau conectați-vă, apoi invalidați.</translation>
    </message>
    <message>
        <source>Go to %1</source>
        <translation>Mergi la %1</translation>
    </message>
    <message>
        <source>Start the demo</source>
        <translation>Pornește demonstrația</translation>
    </message>
    <message>
        <source>Connect…</source>
        <translation>Conectare…</translation>
    </message>
    <message>
        <source>Disconnect</source>
        <translation>Deconectează</translation>
    </message>
    <message>
        <source>Invalidate…</source>
        <translation>Invalidează…</translation>
    </message>
    <message>
        <source>Stop the run</source>
        <translation>Oprește rularea</translation>
    </message>
    <message>
        <source>Presentation mode</source>
        <translation>Mod prezentare</translation>
    </message>
    <message>
        <source>CacheDeck itself: %1 core</source>
        <translation>CacheDeck însuși: %1 nuclee</translation>
    </message>
    <message numerus="yes">
        <source>, %Ln connection(s)</source>
        <translation>
            <numerusform>, %Ln conexiune</numerusform>
            <numerusform>, %Ln conexiuni</numerusform>
            <numerusform>, %Ln de conexiuni</numerusform>
        </translation>
    </message>
    <message>
        <source>Make a workload of your own…</source>
        <translation>Creați o sarcină proprie…</translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::MeterBar</name>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::NamespaceModel</name>
    <message>
        <source>All namespaces</source>
        <translation>Toate spațiile</translation>
    </message>
    <message>
        <source>(no colon)</source>
        <translation>(fără două puncte)</translation>
    </message>
    <message>
        <source>(empty)</source>
        <translation>(gol)</translation>
    </message>
    <message>
        <source>%1, %2 keys</source>
        <translation>%1, %2 chei</translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::OperationList</name>
    <message>
        <source>write</source>
        <translation>scriere</translation>
    </message>
    <message>
        <source>write, invalidates</source>
        <translation>scrie, invalidează</translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::OperationModel</name>
    <message>
        <source>write</source>
        <translation>scriere</translation>
    </message>
    <message>
        <source>Operation</source>
        <translation>Operație</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>Cale</translation>
    </message>
    <message>
        <source>count</source>
        <translation>număr</translation>
    </message>
    <message>
        <source>share of time</source>
        <translation>pondere timp</translation>
    </message>
    <message>
        <source>hit ratio</source>
        <translation>rata de nimerire</translation>
    </message>
    <message>
        <source>store reads</source>
        <translation>citiri din depozit</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>eșuate</translation>
    </message>
    <message>
        <source>An operation is one kind of read or write of the workload, and each path does all of them.</source>
        <translation>O operație este un fel de citire sau de scriere al sarcinii, iar fiecare cale le face pe toate.</translation>
    </message>
    <message>
        <source>A path is one way to the data that the run compares: straight from the primary store, or through a cache.</source>
        <translation>O cale este unul dintre drumurile spre date pe care rularea le compară: direct din baza de date sau printr-un cache.</translation>
    </message>
    <message>
        <source>The path began this operation so many times in the measured time, whether or not it succeeded.</source>
        <translation>Calea a început această operație de atâtea ori în timpul măsurat, fie că a reușit, fie că nu.</translation>
    </message>
    <message>
        <source>The operation&apos;s part of all the time that this path&apos;s operations took: the larger it is, the more there is to gain here.</source>
        <translation>Partea operației din tot timpul luat de operațiile acestei căi: cu cât e mai mare, cu atât e mai mult de câștigat aici.</translation>
    </message>
    <message>
        <source>Half of these operations were answered within this time, counted from when they were due (their response time).</source>
        <translation>Jumătate din aceste operații au primit răspuns în acest timp, socotit din clipa în care erau datorate (timpul lor de răspuns).</translation>
    </message>
    <message>
        <source>99 in 100 of these operations were answered within this time, and one in 100 took longer.</source>
        <translation>99 din 100 dintre aceste operații au primit răspuns în acest timp, iar una din 100 a durat mai mult.</translation>
    </message>
    <message>
        <source>The share of this operation&apos;s lookups in the cache that found the answer there and spared the primary store a read.</source>
        <translation>Partea din căutările în cache ale acestei operații care au găsit răspunsul acolo și au scutit baza de date de o citire.</translation>
    </message>
    <message>
        <source>This operation read from the primary store so many times.</source>
        <translation>Această operație a citit din baza de date de atâtea ori.</translation>
    </message>
    <message>
        <source>This operation ended in an error, or was not answered in time, so many times.</source>
        <translation>Această operație s-a încheiat cu o eroare, sau nu a primit răspuns la timp, de atâtea ori.</translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::PercentileModel</name>
    <message>
        <source>%1/s</source>
        <translation>%1/s</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>Cale</translation>
    </message>
    <message>
        <source>max</source>
        <translation>max</translation>
    </message>
    <message>
        <source>throughput</source>
        <translation>debit</translation>
    </message>
    <message>
        <source>hit ratio</source>
        <translation>rata de nimerire</translation>
    </message>
    <message>
        <source>stale</source>
        <translation>vechi</translation>
    </message>
    <message>
        <source>This number is not to be trusted; the verdict says why.</source>
        <translation>Acest număr nu este de încredere; verdictul spune de ce.</translation>
    </message>
    <message>
        <source>A path is one way to the data that the run compares: straight from the primary store, or through a cache.</source>
        <translation>O cale este unul dintre drumurile spre date pe care rularea le compară: direct din baza de date sau printr-un cache.</translation>
    </message>
    <message>
        <source>Half of all reads were answered within this time, counted from when a read was due (its response time).</source>
        <translation>Jumătate din toate citirile au primit răspuns în acest timp, socotit din clipa în care citirea era datorată (timpul ei de răspuns).</translation>
    </message>
    <message>
        <source>Nine in ten reads were answered within this time.</source>
        <translation>Nouă din zece citiri au primit răspuns în acest timp.</translation>
    </message>
    <message>
        <source>99 in 100 reads were answered within this time, and one in 100 took longer.</source>
        <translation>99 din 100 de citiri au primit răspuns în acest timp, iar una din 100 a durat mai mult.</translation>
    </message>
    <message>
        <source>999 in 1,000 reads were answered within this time, so it takes many reads to know it well.</source>
        <translation>999 din 1.000 de citiri au primit răspuns în acest timp, deci e nevoie de multe citiri ca să fie bine cunoscut.</translation>
    </message>
    <message>
        <source>The slowest of all reads took this long.</source>
        <translation>Cea mai lentă dintre toate citirile a durat atât.</translation>
    </message>
    <message>
        <source>Half of all reads were answered this many times faster than on the first path (below 1: slower), with a dash where too few reads were made to say so, or where the primary store failed.</source>
        <translation>Jumătate din toate citirile au primit răspuns de atâtea ori mai repede decât pe prima cale (sub 1: mai încet), cu o liniuță unde s-au făcut prea puține citiri pentru a o spune sau unde baza de date a eșuat.</translation>
    </message>
    <message>
        <source>99 in 100 reads were answered this many times faster than on the first path (below 1: slower), with a dash where too few reads were made to say so, or where the primary store failed.</source>
        <translation>99 din 100 de citiri au primit răspuns de atâtea ori mai repede decât pe prima cale (sub 1: mai încet), cu o liniuță unde s-au făcut prea puține citiri pentru a o spune sau unde baza de date a eșuat.</translation>
    </message>
    <message>
        <source>This many operations, reads and writes together, succeeded in a second.</source>
        <translation>Atâtea operații, citiri și scrieri împreună, au reușit într-o secundă.</translation>
    </message>
    <message>
        <source>The share of lookups in the cache that found the answer there and spared the primary store a read.</source>
        <translation>Partea din căutările în cache care au găsit răspunsul acolo și au scutit baza de date de o citire.</translation>
    </message>
    <message>
        <source>The share of the checked answers that were out of date: the primary store had a newer version already.</source>
        <translation>Partea din răspunsurile verificate care erau învechite: baza de date avea deja o versiune mai nouă.</translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::PercentileTable</name>
    <message>
        <source>Percentiles of each path</source>
        <translation>Percentilele fiecărei căi</translation>
    </message>
    <message>
        <source>A row for each path, once a run has started.</source>
        <translation>Un rând pentru fiecare cale, după pornirea unei rulări.</translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::PresentationHead</name>
    <message>
        <source>What does a cache buy us?</source>
        <translation>Ce ne aduce un cache?</translation>
    </message>
    <message>
        <source>A cache does not help here:</source>
        <translation>Un cache nu ajută aici:</translation>
    </message>
    <message>
        <source>at p50</source>
        <translation>la p50</translation>
    </message>
    <message>
        <source>Cached reads are slower:</source>
        <translation>Citirile din cache sunt mai lente:</translation>
    </message>
    <message>
        <source>Cached reads are</source>
        <translation>Citirile din cache sunt</translation>
    </message>
    <message>
        <source>%1 faster</source>
        <translation>de %1 mai rapide</translation>
    </message>
    <message>
        <source>%1 instead of %2</source>
        <translation>%1 în loc de %2</translation>
    </message>
    <message>
        <source>%1 at p99</source>
        <translation>%1 la p99</translation>
    </message>
    <message>
        <source>not to be trusted</source>
        <translation>nu este de încredere</translation>
    </message>
    <message>
        <source>No difference:</source>
        <translation>Nicio diferență:</translation>
    </message>
    <message>
        <source>Slower:</source>
        <translation>Mai lent:</translation>
    </message>
    <message>
        <source>Not decided:</source>
        <translation>Nedecis:</translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::ProbeFindings</name>
    <message>
        <source>%1 from %2, inside CacheDeck</source>
        <translation>%1 de la %2, în CacheDeck</translation>
    </message>
    <message>
        <source>%1 from %2</source>
        <translation>%1 de la %2</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Valoare</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Cheie</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Mărime</translation>
    </message>
    <message>
        <source>Store</source>
        <translation>Baza de date</translation>
    </message>
    <message>
        <source>Cache</source>
        <translation>Cache</translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s)</source>
        <translation>
            <numerusform>%Ln rând</numerusform>
            <numerusform>%Ln rânduri</numerusform>
            <numerusform>%Ln de rânduri</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln byte(s) of JSON</source>
        <translation>
            <numerusform>%Ln octet de JSON</numerusform>
            <numerusform>%Ln octeți de JSON</numerusform>
            <numerusform>%Ln de octeți de JSON</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln byte(s) in the cache</source>
        <translation>
            <numerusform>%Ln octet în cache</numerusform>
            <numerusform>%Ln octeți în cache</numerusform>
            <numerusform>%Ln de octeți în cache</numerusform>
        </translation>
    </message>
    <message>
        <source>No cache is connected, so only the store was asked.</source>
        <translation>Niciun cache nu este conectat, deci a fost întrebată doar baza de date.</translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::RunSession</name>
    <message>
        <source>No address of %1 is known, which this scenario wants. Give one on the world&apos;s card on Start.</source>
        <translation>Nu se știe nicio adresă pentru %1, pe care scenariul o cere. Dați una pe cardul lumii, pe pagina Start.</translation>
    </message>
    <message>
        <source>The run ended before all of these keys were changed.</source>
        <translation>Rularea s-a încheiat înainte ca toate aceste chei să fie schimbate.</translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::RunViews</name>
    <message>
        <source>Path of the heatmap</source>
        <translation>Calea hărții termice</translation>
    </message>
    <message>
        <source>Response</source>
        <translation>Răspuns</translation>
    </message>
    <message>
        <source>From when a read was due until its answer was there.</source>
        <translation>Din clipa în care citirea era datorată până la răspuns.</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Serviciu</translation>
    </message>
    <message>
        <source>From when a read was sent until its answer was there.</source>
        <translation>Din clipa trimiterii citirii până la răspuns.</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>Timpi</translation>
    </message>
    <message>
        <source>percentile</source>
        <translation>percentilă</translation>
    </message>
    <message>
        <source>latency</source>
        <translation>latență</translation>
    </message>
    <message>
        <source>Linear</source>
        <translation>Liniar</translation>
    </message>
    <message>
        <source>Twice as high is twice as many.</source>
        <translation>De două ori mai sus înseamnă de două ori mai multe.</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>Each line is ten times as many: rare slow reads are seen, too.</source>
        <translation>Fiecare linie înseamnă de zece ori mai multe: se văd și citirile lente rare.</translation>
    </message>
    <message>
        <source>Scale of the counts</source>
        <translation>Scara numărătorilor</translation>
    </message>
    <message>
        <source>service</source>
        <translation>serviciu</translation>
    </message>
    <message>
        <source>%1, service</source>
        <translation>%1, serviciu</translation>
    </message>
    <message>
        <source>reads</source>
        <translation>citiri</translation>
    </message>
    <message>
        <source>operations/s served</source>
        <translation>operații/s servite</translation>
    </message>
    <message>
        <source>p99 of reads</source>
        <translation>p99 al citirilor</translation>
    </message>
    <message>
        <source>%1, earlier</source>
        <translation>%1, anterior</translation>
    </message>
    <message>
        <source>%1: %2/s hold %3</source>
        <translation>%1: %2/s respectă %3</translation>
    </message>
    <message>
        <source>time of the run</source>
        <translation>timpul rulării</translation>
    </message>
    <message>
        <source>reads in the store at once</source>
        <translation>citiri simultane în baza de date</translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::ScenarioGallery</name>
    <message>
        <source>Open…</source>
        <translation>Deschide…</translation>
    </message>
    <message>
        <source>Your own</source>
        <translation>Al dumneavoastră</translation>
    </message>
    <message>
        <source>Open a scenario</source>
        <translation>Deschide un scenariu</translation>
    </message>
    <message>
        <source>Scenarios (*.json)</source>
        <translation>Scenarii (*.json)</translation>
    </message>
    <message>
        <source>Worlds to try</source>
        <translation>Lumi de încercat</translation>
    </message>
    <message>
        <source>A world is a workload with its data, queries, keys and TTLs. Your own file makes another.</source>
        <translation>O lume este o sarcină cu datele, interogările, cheile și TTL-urile ei. Un fișier propriu face alta.</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>Întrebări</translation>
    </message>
    <message>
        <source>A cache too small, stale reads, a stampede, the limit: each a scenario.</source>
        <translation>Un cache prea mic, citiri învechite, o năvală, limita: fiecare un scenariu.</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Alegeți…</translation>
    </message>
    <message>
        <source>Make…</source>
        <translation>Creați…</translation>
    </message>
    <message>
        <source>Your query on your store, tried once; or a scenario&apos;s file.</source>
        <translation>Interogarea dvs. pe baza dvs. de date, încercată o dată; sau fișierul unui scenariu.</translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::ScenarioPanel</name>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>/s</source>
        <translation>/s</translation>
    </message>
    <message>
        <source> ms</source>
        <translation> ms</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>Measure from a cold start</source>
        <translation>Măsoară de la pornire rece</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Rulează</translation>
    </message>
    <message>
        <source>Repeat</source>
        <translation>Repetă</translation>
    </message>
    <message>
        <source>Scenario</source>
        <translation>Scenariu</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>Deschide…</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Salvează</translation>
    </message>
    <message>
        <source>Operations</source>
        <translation>Operații</translation>
    </message>
    <message>
        <source>Paths</source>
        <translation>Căi</translation>
    </message>
    <message>
        <source>Load profile</source>
        <translation>Profil de încărcare</translation>
    </message>
    <message>
        <source>Closed loop</source>
        <translation>Buclă închisă</translation>
    </message>
    <message>
        <source>Each user waits for its answer, then asks again.</source>
        <translation>Fiecare utilizator așteaptă răspunsul, apoi întreabă din nou.</translation>
    </message>
    <message>
        <source>Open loop</source>
        <translation>Buclă deschisă</translation>
    </message>
    <message>
        <source>Requests arrive at a fixed rate, whether or not the answers keep up.</source>
        <translation>Cererile sosesc cu rată fixă, chiar dacă răspunsurile rămân în urmă.</translation>
    </message>
    <message>
        <source>Interleaved</source>
        <translation>Întrețesut</translation>
    </message>
    <message>
        <source>Parallel</source>
        <translation>Paralel</translation>
    </message>
    <message>
        <source>Sequential</source>
        <translation>Pe rând</translation>
    </message>
    <message>
        <source>As the server is</source>
        <translation>Ca serverul</translation>
    </message>
    <message>
        <source>%1 MB</source>
        <translation>%1 MB</translation>
    </message>
    <message>
        <source>Users</source>
        <translation>Utilizatori</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Rată</translation>
    </message>
    <message>
        <source>Think time</source>
        <translation>Gândire</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>Orar</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Măsoară</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation>Încălzire</translation>
    </message>
    <message>
        <source>Cache size</source>
        <translation>Mărime</translation>
    </message>
    <message>
        <source>Eviction</source>
        <translation>Evacuare</translation>
    </message>
    <message>
        <source>Progress of the run</source>
        <translation>Progresul rulării</translation>
    </message>
    <message>
        <source>%1 % reads, %2 % writes</source>
        <translation>%1 % citiri, %2 % scrieri</translation>
    </message>
    <message>
        <source>Only on servers that CacheDeck started.</source>
        <translation>Doar pe servere pornite de CacheDeck.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Oprește</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Gata</translation>
    </message>
    <message>
        <source>Start the demo or connect to run.</source>
        <translation>Porniți demonstrația sau conectați-vă pentru a rula.</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Oprit</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>Încheiat</translation>
    </message>
    <message>
        <source>%1 s left</source>
        <translation>încă %1 s</translation>
    </message>
    <message>
        <source>Open a scenario</source>
        <translation>Deschide un scenariu</translation>
    </message>
    <message>
        <source>Scenarios (*.json)</source>
        <translation>Scenarii (*.json)</translation>
    </message>
    <message>
        <source>Save the scenario</source>
        <translation>Salvează scenariul</translation>
    </message>
    <message>
        <source>%1 could not be written: %2</source>
        <translation>%1 nu a putut fi scris: %2</translation>
    </message>
    <message>
        <source>Store is</source>
        <translation>Baza de date</translation>
    </message>
    <message>
        <source>Cache is</source>
        <translation>Cache-ul</translation>
    </message>
    <message>
        <source>Interleaved paths take turns of %1.</source>
        <translation>Căile întrețesute se schimbă la fiecare %1.</translation>
    </message>
    <message>
        <source>Import movies…</source>
        <translation>Importă filme…</translation>
    </message>
    <message>
        <source>Stop importing</source>
        <translation>Oprește importul</translation>
    </message>
    <message>
        <source>Your own movies in place of the generated ones: CSV or JSON lines, of which only the title has to be there.</source>
        <translation>Filmele dumneavoastră în locul celor generate: CSV sau linii JSON, în care doar titlul este obligatoriu.</translation>
    </message>
    <message>
        <source>Importing: %1 rows</source>
        <translation>Se importă: %1 rânduri</translation>
    </message>
    <message>
        <source>Import movies</source>
        <translation>Importă filme</translation>
    </message>
    <message>
        <source>Movies (*.csv *.jsonl *.ndjson *.json)</source>
        <translation>Filme (*.csv *.jsonl *.ndjson *.json)</translation>
    </message>
    <message>
        <source>Reading %1…</source>
        <translation>Se citește %1…</translation>
    </message>
    <message>
        <source>The scenario runs on your movies now.</source>
        <translation>Scenariul rulează acum pe filmele dumneavoastră.</translation>
    </message>
    <message>
        <source>Ratings, visitors and theatres stay generated.</source>
        <translation>Notele, vizitatorii și cinematografele rămân generate.</translation>
    </message>
    <message>
        <source>The server answers after %1 ms, the median of %2 round trips.</source>
        <translation>Serverul răspunde după %1 ms, mediana a %2 drumuri dus-întors.</translation>
    </message>
    <message>
        <source>It is the demo&apos;s, on this machine: a real distance, but a tiny one.</source>
        <translation>Este serverul demonstrației, pe această mașină: o distanță reală, dar minusculă.</translation>
    </message>
    <message>
        <source>A run goes on: measure the distance before or after it.</source>
        <translation>O rulare este în curs: măsurați distanța înainte sau după ea.</translation>
    </message>
    <message>
        <source>Measuring the distance to %1…</source>
        <translation>Se măsoară distanța până la %1…</translation>
    </message>
    <message>
        <source>Connect to a server first: round trips to it are taken.</source>
        <translation>Conectați-vă mai întâi la un server: se măsoară drumuri dus-întors până la el.</translation>
    </message>
    <message>
        <source>Takes 200 round trips (PING) to the demo&apos;s server on this machine: a real distance, but a tiny one.</source>
        <translation>Măsoară 200 de drumuri dus-întors (PING) până la serverul demonstrației, pe această mașină: o distanță reală, dar minusculă.</translation>
    </message>
    <message>
        <source>Takes 200 round trips (PING) to the server that is connected.</source>
        <translation>Măsoară 200 de drumuri dus-întors (PING) până la serverul conectat.</translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::SentinelBridge</name>
    <message>
        <source>%1 is down, agreed after %2 ms</source>
        <translation>%1 este căzut, convenit după %2 ms</translation>
    </message>
    <message>
        <source>%1 is primary after %2 ms</source>
        <translation>%1 este primar după %2 ms</translation>
    </message>
    <message>
        <source>Kill %1</source>
        <translation>Omoară %1</translation>
    </message>
    <message>
        <source>Pause %1</source>
        <translation>Întrerupe %1</translation>
    </message>
    <message>
        <source>Resume %1</source>
        <translation>Reia %1</translation>
    </message>
    <message>
        <source>Restart %1</source>
        <translation>Repornește %1</translation>
    </message>
    <message>
        <source>Fail over</source>
        <translation>Comută</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::SentinelEventModel</name>
    <message>
        <source>Time</source>
        <translation>Timp</translation>
    </message>
    <message>
        <source>Told by</source>
        <translation>Spus de</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Eveniment</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Despre</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Mesaj</translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::SentinelPage</name>
    <message>
        <source>Go to Start</source>
        <translation>Mergi la Start</translation>
    </message>
    <message>
        <source>Failover</source>
        <translation>Comutare</translation>
    </message>
    <message>
        <source>No failover seen yet. Kill the primary in the lab and watch a replica take over.</source>
        <translation>Încă nicio comutare. Omorâți primarul în laborator și priviți cum o replică preia.</translation>
    </message>
    <message>
        <source>Topology</source>
        <translation>Topologie</translation>
    </message>
    <message>
        <source>What each sentinel believes</source>
        <translation>Ce crede fiecare sentinelă</translation>
    </message>
    <message>
        <source>What they told</source>
        <translation>Ce au spus</translation>
    </message>
    <message>
        <source>The sentinels&apos; messages, newest first</source>
        <translation>Mesajele sentinelelor, cele mai noi întâi</translation>
    </message>
    <message>
        <source>Asking the sentinels…</source>
        <translation>Se întreabă sentinelele…</translation>
    </message>
    <message>
        <source>What the sentinels told</source>
        <translation>Ce au spus sentinelele</translation>
    </message>
    <message>
        <source>No message yet: all is quiet.</source>
        <translation>Încă niciun mesaj: totul e liniștit.</translation>
    </message>
    <message>
        <source>Sentinel</source>
        <translation>Sentinel</translation>
    </message>
    <message>
        <source>No sentinels known</source>
        <translation>Nicio sentinelă cunoscută</translation>
    </message>
    <message>
        <source>This server was entered by its own address. Connect with redis+sentinel://host:26379?primary=NAME to watch the sentinels over it, or start the demo.</source>
        <translation>Acest server a fost deschis prin adresa sa. Conectați-vă cu redis+sentinel://host:26379?primary=NUME pentru a-i vedea sentinelele, sau porniți demonstrația.</translation>
    </message>
    <message>
        <source>No server yet</source>
        <translation>Încă niciun server</translation>
    </message>
    <message>
        <source>Sentinel draws who watches whom and who is primary, and measures each failover. Start the demo, or connect through sentinels of yours.</source>
        <translation>Sentinel desenează cine pe cine veghează și cine este primar și măsoară fiecare comutare. Porniți demonstrația sau conectați-vă prin sentinelele dumneavoastră.</translation>
    </message>
    <message>
        <source>quorum %1 of %2</source>
        <translation>cvorum %1 din %2</translation>
    </message>
    <message>
        <source>polled %1 s ago</source>
        <translation>întrebat acum %1 s</translation>
    </message>
    <message>
        <source>%1: %2 %3, %4 sentinels; %5</source>
        <translation>%1: %2 %3, %4 sentinele; %5</translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>Setări</translation>
    </message>
    <message>
        <source>CacheDeck %1, Qt %2. Free software: GPL-3.0-or-later. Inter and JetBrains Mono: SIL OFL 1.1.</source>
        <translation>CacheDeck %1, Qt %2. Software liber: GPL-3.0-or-later. Inter și JetBrains Mono: SIL OFL 1.1.</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Aspect</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Temă</translation>
    </message>
    <message>
        <source>System</source>
        <translation>Sistem</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Luminoasă</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Întunecată</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Contrast mare</translation>
    </message>
    <message>
        <source>Projector</source>
        <translation>Proiector</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Limbă</translation>
    </message>
    <message>
        <source>The system&apos;s</source>
        <translation>A sistemului</translation>
    </message>
    <message>
        <source>Takes effect at the next start.</source>
        <translation>Are efect la următoarea pornire.</translation>
    </message>
    <message>
        <source>Places</source>
        <translation>Locuri</translation>
    </message>
    <message>
        <source>Generated data</source>
        <translation>Date generate</translation>
    </message>
    <message>
        <source>Saved runs</source>
        <translation>Rulări salvate</translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::StageBox</name>
    <message>
        <source>Ramp</source>
        <translation>Rampă</translation>
    </message>
    <message>
        <source>Add a stage</source>
        <translation>Adaugă o etapă</translation>
    </message>
    <message>
        <source>Remove the stage</source>
        <translation>Șterge etapa</translation>
    </message>
    <message>
        <source>Undo the last change of the profile</source>
        <translation>Anulează ultima schimbare a profilului</translation>
    </message>
    <message>
        <source>The level is reached linearly, at the end of the stage.</source>
        <translation>Nivelul este atins liniar, la capătul etapei.</translation>
    </message>
    <message>
        <source>operations/s</source>
        <translation>operații/s</translation>
    </message>
    <message>
        <source>users</source>
        <translation>utilizatori</translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::StartPage</name>
    <message>
        <source>today %1</source>
        <translation>azi %1</translation>
    </message>
    <message>
        <source>yesterday %1</source>
        <translation>ieri %1</translation>
    </message>
    <message>
        <source>Recent connections</source>
        <translation>Conexiuni recente</translation>
    </message>
    <message>
        <source>Connect…</source>
        <translation>Conectare…</translation>
    </message>
    <message>
        <source>None yet. A redis://, rediss:// or redis+sentinel:// address will do.</source>
        <translation>Încă niciuna. Ajunge o adresă redis://, rediss:// sau redis+sentinel://.</translation>
    </message>
    <message>
        <source>Recent runs</source>
        <translation>Rulări recente</translation>
    </message>
    <message>
        <source>Open a run…</source>
        <translation>Deschide…</translation>
    </message>
    <message>
        <source>None yet. Every finished run is kept here with its report.</source>
        <translation>Încă niciuna. Fiecare rulare încheiată rămâne aici cu raportul ei.</translation>
    </message>
    <message>
        <source>See what a cache buys you</source>
        <translation>Vedeți ce vă aduce un cache</translation>
    </message>
    <message>
        <source>On your own data, live, with numbers that hold.</source>
        <translation>Pe datele dumneavoastră, în direct, cu cifre care țin.</translation>
    </message>
    <message>
        <source>Open a run</source>
        <translation>Deschide o rulare</translation>
    </message>
    <message>
        <source>A run&apos;s report (report.html)</source>
        <translation>Raportul unei rulări (report.html)</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Start</translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::StoreAddresses</name>
    <message>
        <source>%1 at %2</source>
        <translation>%1 la %2</translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::StorePanel</name>
    <message>
        <source>Use this store</source>
        <translation>Folosește această bază de date</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresă</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Renunță</translation>
    </message>
    <message>
        <source>%1 elsewhere</source>
        <translation>%1 în altă parte</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Se conectează…</translation>
    </message>
    <message>
        <source>This is %1 %2; %3 is asked for.</source>
        <translation>Acesta este %1 %2; se cere %3.</translation>
    </message>
    <message>
        <source>kept for this session only</source>
        <translation>păstrată doar în această sesiune</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Parolă</translation>
    </message>
    <message>
        <source>The world&apos;s data goes into a database or schema of its own there. Without a password here, it comes from the environment (%1).</source>
        <translation>Datele lumii ajung acolo într-o bază de date sau o schemă proprie. Dacă nu dați aici o parolă, ea vine din variabila de mediu %1.</translation>
    </message>
    <message>
        <source>The address holds a password. Leave it out, and give it in its own field.</source>
        <translation>Adresa conține o parolă. Scoateți-o și dați-o în câmpul ei.</translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::TopBar</name>
    <message>
        <source>Demo</source>
        <translation>Demo</translation>
    </message>
    <message>
        <source>Development</source>
        <translation>Dezvoltare</translation>
    </message>
    <message>
        <source>Production</source>
        <translation>Producție</translation>
    </message>
    <message>
        <source>ops/s</source>
        <translation>op/s</translation>
    </message>
    <message>
        <source>hit ratio</source>
        <translation>rata de nimerire</translation>
    </message>
    <message>
        <source>Invalidate…</source>
        <translation>Invalidează…</translation>
    </message>
    <message>
        <source>Find a command</source>
        <translation>Caută o comandă</translation>
    </message>
    <message>
        <source>Find a command (Ctrl+K)</source>
        <translation>Caută o comandă (Ctrl+K)</translation>
    </message>
    <message>
        <source>Presentation mode</source>
        <translation>Mod prezentare</translation>
    </message>
    <message>
        <source>Presentation mode (F11)</source>
        <translation>Mod prezentare (F11)</translation>
    </message>
    <message>
        <source>Start the demo</source>
        <translation>Pornește demonstrația</translation>
    </message>
    <message>
        <source>Connect…</source>
        <translation>Conectare…</translation>
    </message>
    <message>
        <source>Disconnect</source>
        <translation>Deconectează</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>Neconectat</translation>
    </message>
    <message>
        <source>Start the demo or connect</source>
        <translation>Porniți demonstrația sau conectați-vă</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>Se conectează</translation>
    </message>
    <message>
        <source>Starting servers</source>
        <translation>Pornesc serverele</translation>
    </message>
    <message>
        <source>primary</source>
        <translation>primar</translation>
    </message>
    <message>
        <source>sentinel</source>
        <translation>sentinelă</translation>
    </message>
    <message>
        <source>replica</source>
        <translation>replică</translation>
    </message>
    <message>
        <source>%1, %2 %3</source>
        <comment>role, product and version: primary, redis 7.0.15</comment>
        <translation>%1, %2 %3</translation>
    </message>
    <message>
        <source>no answer, trying again</source>
        <translation>fără răspuns, se reîncearcă</translation>
    </message>
    <message>
        <source>%1 of %2 agree</source>
        <translation>%1 din %2 de acord</translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::TtlHistogram</name>
    <message>
        <source>1 min</source>
        <translation>1 min</translation>
    </message>
    <message>
        <source>10 min</source>
        <translation>10 min</translation>
    </message>
    <message>
        <source>1 h</source>
        <translation>1 h</translation>
    </message>
    <message>
        <source>1 day</source>
        <translation>1 zi</translation>
    </message>
    <message>
        <source>more</source>
        <translation>mai mult</translation>
    </message>
    <message>
        <source>never</source>
        <translation>niciodată</translation>
    </message>
    <message>
        <source>keys</source>
        <translation>chei</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>din %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Expires within</source>
        <translation>Expiră în</translation>
    </message>
    <message>
        <source>Projected from a random sample of %1 of %2 keys.</source>
        <translation>Estimat dintr-un eșantion aleator de %1 din %2 chei.</translation>
    </message>
    <message>
        <source>Every key found by the scan.</source>
        <translation>Fiecare cheie găsită de scanare.</translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::ValueActions</name>
    <message>
        <source>Copy</source>
        <translation>Copiază</translation>
    </message>
    <message>
        <source>Copy the key</source>
        <translation>Copiază cheia</translation>
    </message>
    <message>
        <source>Copy this page of the value</source>
        <translation>Copiază această pagină a valorii</translation>
    </message>
    <message>
        <source>TTL…</source>
        <translation>TTL…</translation>
    </message>
    <message>
        <source>Persist</source>
        <translation>Păstrează</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Șterge…</translation>
    </message>
    <message>
        <source>Invalidate…</source>
        <translation>Invalidează…</translation>
    </message>
    <message>
        <source>Set the time to live</source>
        <translation>Stabilește timpul de viață</translation>
    </message>
    <message>
        <source>Remove the TTL: the key stays until it is deleted</source>
        <translation>Elimină TTL-ul: cheia rămâne până este ștearsă</translation>
    </message>
    <message>
        <source>Delete the key (Delete)</source>
        <translation>Șterge cheia (Delete)</translation>
    </message>
    <message>
        <source>Invalidate this key or a pattern, counted first (I)</source>
        <translation>Invalidează cheia sau un model, întâi numărate (I)</translation>
    </message>
    <message>
        <source>Production, read-only. Unlock first.</source>
        <translation>Producție, doar citire. Deblocați întâi.</translation>
    </message>
    <message>
        <source>Production, read-only: %1 was not deleted.</source>
        <translation>Producție, doar citire: %1 nu a fost ștearsă.</translation>
    </message>
    <message>
        <source>Unlock the server first.</source>
        <translation>Deblocați întâi serverul.</translation>
    </message>
    <message>
        <source>Delete this key?</source>
        <translation>Ștergeți cheia?</translation>
    </message>
    <message>
        <source>It cannot be undone.</source>
        <translation>Nu se poate reface.</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Șterge</translation>
    </message>
    <message>
        <source>New TTL</source>
        <translation>TTL nou</translation>
    </message>
    <message>
        <source>90 s, 5 min, 2 h, 1 d</source>
        <translation>90 s, 5 min, 2 h, 1 d</translation>
    </message>
    <message>
        <source>Set TTL</source>
        <translation>Stabilește</translation>
    </message>
    <message>
        <source>%1 was deleted.</source>
        <translation>%1 a fost ștearsă.</translation>
    </message>
    <message>
        <source>%1 was gone already.</source>
        <translation>%1 dispăruse deja.</translation>
    </message>
    <message>
        <source>“%1” is not a time.</source>
        <translation>„%1” nu este o durată.</translation>
    </message>
    <message>
        <source>Write it as 90 s, 5 min, 2 h or 1 d.</source>
        <translation>Scrieți 90 s, 5 min, 2 h sau 1 d.</translation>
    </message>
    <message>
        <source>%1 expires in %2.</source>
        <translation>%1 expiră în %2.</translation>
    </message>
    <message>
        <source>%1 is gone; no TTL was set.</source>
        <translation>%1 a dispărut; niciun TTL stabilit.</translation>
    </message>
    <message>
        <source>%1 has no TTL any more.</source>
        <translation>%1 nu mai are TTL.</translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::ValueBody</name>
    <message>
        <source>Elements</source>
        <translation>Elemente</translation>
    </message>
    <message>
        <source>Previous page</source>
        <translation>Pagina anterioară</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>Pagina următoare</translation>
    </message>
    <message>
        <source>Pretty</source>
        <translation>Aranjat</translation>
    </message>
    <message>
        <source>JSON, indented</source>
        <translation>JSON, indentat</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Hex</source>
        <translation>Hex</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Valoare</translation>
    </message>
    <message>
        <source>Value, %1</source>
        <translation>Valoare, %1</translation>
    </message>
    <message>
        <source>Fields, %1</source>
        <translation>Câmpuri, %1</translation>
    </message>
    <message>
        <source>Elements, %1</source>
        <translation>Elemente, %1</translation>
    </message>
    <message>
        <source>Members, %1</source>
        <translation>Membri, %1</translation>
    </message>
    <message>
        <source>Entries, %1</source>
        <translation>Intrări, %1</translation>
    </message>
    <message>
        <source>A module&apos;s type, shown by no viewer</source>
        <translation>Tipul unui modul, fără vizualizator</translation>
    </message>
    <message>
        <source>page %1 of %2</source>
        <translation>pagina %1 din %2</translation>
    </message>
    <message>
        <source>page %1 of about %2</source>
        <translation>pagina %1 din circa %2</translation>
    </message>
    <message>
        <source>bytes %1 to %2</source>
        <translation>octeții %1–%2</translation>
    </message>
    <message>
        <source>JSON, %1 bytes</source>
        <translation>JSON, %1 octeți</translation>
    </message>
    <message>
        <source>text, %1 bytes</source>
        <translation>text, %1 octeți</translation>
    </message>
    <message>
        <source>binary, %1 bytes</source>
        <translation>binar, %1 octeți</translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::ValueView</name>
    <message>
        <source>This key is gone: it expired or was deleted.</source>
        <translation>Cheia a dispărut: a expirat sau a fost ștearsă.</translation>
    </message>
    <message>
        <source>Close the key</source>
        <translation>Închide cheia</translation>
    </message>
    <message>
        <source>Close (Escape)</source>
        <translation>Închide (Escape)</translation>
    </message>
    <message>
        <source>TTL</source>
        <translation>TTL</translation>
    </message>
    <message>
        <source>Expires at</source>
        <translation>Expiră la</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Memorie</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>Codificare</translation>
    </message>
    <message>
        <source>Idle</source>
        <translation>Inactivă</translation>
    </message>
    <message>
        <source>Read at</source>
        <translation>Citită la</translation>
    </message>
    <message>
        <source>TTL left</source>
        <translation>TTL rămas</translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation>%1 octeți</translation>
    </message>
    <message>
        <source>Frequency</source>
        <translation>Frecvență</translation>
    </message>
    <message>
        <source>never</source>
        <translation>niciodată</translation>
    </message>
    <message>
        <source>no TTL</source>
        <translation>fără TTL</translation>
    </message>
    <message>
        <source>gone</source>
        <translation>dispărută</translation>
    </message>
    <message>
        <source>Full at the longest TTL seen under the same prefix</source>
        <translation>Plin la cel mai lung TTL văzut sub același prefix</translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::VerdictBar</name>
    <message>
        <source>%1 against %2</source>
        <translation>%1 față de %2</translation>
    </message>
    <message>
        <source>and %1 more, in the tip</source>
        <translation>și încă %1, în indiciu</translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::WorkloadPanel</name>
    <message>
        <source>Start the demo&apos;s servers and try again</source>
        <translation>Porniți serverele demonstrației și încercați din nou</translation>
    </message>
    <message>
        <source>Try once</source>
        <translation>Încercați o dată</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Salvați…</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Rulează</translation>
    </message>
    <message>
        <source>Your own workload</source>
        <translation>Sarcina dvs.</translation>
    </message>
    <message>
        <source>A read that asks one query. It is tried once; then it is a scenario like any other, in a file of yours.</source>
        <translation>O citire care pune o singură interogare. Se încearcă o dată; apoi este un scenariu ca oricare altul, într-un fișier al dvs.</translation>
    </message>
    <message>
        <source>File…</source>
        <translation>Fișier…</translation>
    </message>
    <message>
        <source>Choose an SQLite file</source>
        <translation>Alegeți un fișier SQLite</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nume</translation>
    </message>
    <message>
        <source>Primary store</source>
        <translation>Baza de date</translation>
    </message>
    <message>
        <source>Query</source>
        <translation>Interogare</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>Valori</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Cheie</translation>
    </message>
    <message>
        <source>TTL</source>
        <translation>TTL</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Închide</translation>
    </message>
    <message>
        <source>Write a parameter as :name, and its values are asked for here.</source>
        <translation>Scrieți un parametru ca :nume și valorile lui se cer aici.</translation>
    </message>
    <message>
        <source>Values of %1</source>
        <translation>Valorile lui %1</translation>
    </message>
    <message>
        <source>1..1000, or red, green, or SELECT id FROM orders</source>
        <translation>1..1000, sau red, green, sau SELECT id FROM orders</translation>
    </message>
    <message>
        <source>Asking the store…</source>
        <translation>Se întreabă baza de date…</translation>
    </message>
    <message>
        <source>One read of each side: a look, not a measurement.</source>
        <translation>Câte o citire din fiecare parte: o privire, nu o măsurătoare.</translation>
    </message>
    <message>
        <source>Save the scenario</source>
        <translation>Salvați scenariul</translation>
    </message>
    <message>
        <source>Scenarios (*.json)</source>
        <translation>Scenarii (*.json)</translation>
    </message>
    <message>
        <source>Saved as %1; its workload lies beside it.</source>
        <translation>Salvat ca %1; sarcina lui se află alături.</translation>
    </message>
    <message>
        <source>Starting the demo&apos;s servers…</source>
        <translation>Se pornesc serverele demonstrației…</translation>
    </message>
    <message>
        <source>kept for this session only</source>
        <translation>păstrată doar în această sesiune</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Parolă</translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::WorldCard</name>
    <message>
        <source>Start</source>
        <translation>Pornește</translation>
    </message>
    <message>
        <source>SQLite (embedded)</source>
        <translation>SQLite (încorporat)</translation>
    </message>
    <message>
        <source>Primary store: %1</source>
        <translation>Baza de date: %1</translation>
    </message>
    <message>
        <source>%1 elsewhere…</source>
        <translation>%1 în altă parte…</translation>
    </message>
</context>
</TS>
