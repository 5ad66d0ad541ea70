import { enrolmentRequest, enrolments, ownEnrolment } from '../../api/enrolments.ts';
import { reply, type Route } from '../../platform/http/route.ts';
import type { Directory } from '../directory.ts';
import { defineRoute } from '../route.ts';
import type { EnrolmentService } from './service.ts';

export const createEnrolmentRoutes = (service: EnrolmentService, directory: Directory): readonly Route[] => [
  defineRoute({
    method: 'post',
    path: '/api/enrolments',
    access: 'public',
    summary: 'A new connector presents its keys; its administrator certifies them',
    tag: 'identity',
    body: enrolmentRequest,
    limit: { points: 60, seconds: 60 },
    answer: ownEnrolment,
    handle: async ({ body }) => reply({ state: await service.request(body) }, { status: 201 }),
  }),
  defineRoute({
    method: 'get',
    path: '/api/enrolments',
    access: 'either',
    roles: ['administrator'],
    summary: "Connectors of the administrator's organisation that wait for a certificate",
    tag: 'identity',
    answer: enrolments,
    handle: async ({ caller }) => ({ enrolments: [...(await service.pending(directory.requireCertificate(caller).org))] }),
  }),
  defineRoute({
    method: 'get',
    path: '/api/enrolments/own',
    access: 'signature',
    summary: 'What became of the enrolment of the key that signs',
    tag: 'identity',
    answer: ownEnrolment,
    handle: async ({ caller }) => ({ state: await service.stateOf(caller.key) }),
  }),
];
